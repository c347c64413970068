import type { FusionReading } from "../../metrics/fusion_reading.ts";
import type { EvaluationScope } from "../evaluations/evaluation_scope.ts";
import type { KeepingRule } from "../evaluations/keep_evaluations.ts";

/** Whose outlines are fused, and by which reading: what a map is compared with. */
export interface ReferenceReading {
  /** Its name in the tables. */
  readonly id: string;
  /** The part of the release whose raters vote. */
  readonly scope: EvaluationScope;
  /** Which of their evaluations count. */
  readonly rule: KeepingRule;
  /** How much the votes for a pixel are worth. */
  readonly fusion: FusionReading;
}
