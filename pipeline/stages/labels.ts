import type { Stage } from "../engine/stage.ts";
import type { EvaluationScope } from "./evaluations/evaluation_scope.ts";
import type { KeepingRule } from "./evaluations/keep_evaluations.ts";

/** What it takes for an image to have a characteristic. */
export interface LabelsParams {
  /** The part of the release that labels its images. */
  readonly scope: EvaluationScope;
  /** The characteristics, in the order of the columns. */
  readonly characteristics: readonly string[];
  /** The evaluations that count. */
  readonly rule: KeepingRule;
  /** How many of them have to outline a characteristic; 1 for any. */
  readonly least: number;
  /** Rules that are compared with what the authors print, {@link LabelsParams.rule} or not. */
  readonly compared: readonly KeepingRule[];
}

/**
 * Says of every image which characteristics it has.
 *
 * Inputs: `images`, `evaluations` and `selections` of `ingest`; `printed`, labels that
 * the authors' notebooks print.
 *
 * Outputs:
 * - `labels`: one row an image of the scope, sorted: `image`, `kept`, the number of
 *   evaluations that count, and a column of 0 and 1 for each characteristic. Where
 *   `kept` is 0, nobody said anything, and the zeros are no statement;
 * - `rules`: for each compared rule (row) and notebook (column), how many labels are
 *   `printed` of images in the scope, and how many of them the rule yields (`same`);
 * - `details`: the same with every label that a rule does not yield.
 */
export const labels: Stage = {
  id: "labels",
  revision: 1,
  entry: new URL("./labels_run.ts", import.meta.url),
  inputs: {
    images: {},
    evaluations: {},
    selections: {},
    printed: { optional: true },
  },
  outputs: {
    labels: { file: "labels.csv" },
    rules: { file: "tables/label_rules.csv" },
    details: { file: "label_rules.json" },
  },
  resources: { cpu: 1, memoryMiB: 192 },
};
