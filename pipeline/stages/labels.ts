import type { Stage } from "../engine/stage.ts";
import type { KeepingRule } from "./evaluations/keep_evaluations.ts";
import type { Labelling } from "./labels/labelling.ts";

/** Parameters of the stage `labels`: how images are labelled, and with what. */
export interface LabelsParams extends Labelling {
  /** The characteristics, in the order of the columns. */
  readonly characteristics: readonly string[];
  /** Rules that are compared with what the authors print, {@link Labelling.rule} or not. */
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
