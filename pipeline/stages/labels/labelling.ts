import type { EvaluationScope } from "../evaluations/evaluation_scope.ts";
import type { KeepingRule } from "../evaluations/keep_evaluations.ts";

/** What it takes for an image to have a characteristic. */
export interface Labelling {
  /** The part of a release that labels its images. */
  readonly scope: EvaluationScope;
  /** The evaluations that count. */
  readonly rule: KeepingRule;
  /** How many of them have to outline a characteristic; 1 for any. */
  readonly least: number;
}
