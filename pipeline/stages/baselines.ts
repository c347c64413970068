import type { Stage } from "../engine/stage.ts";

export type {
  BaselinesParams,
  LabelSelection,
  Learner,
} from "./baselines/params.ts";

/**
 * How well simple classifiers tell the diagnosis from the characteristics that raters
 * outlined, by cross-validation on a release's own folds.
 *
 * Inputs: `folds`, a tar of their lists; `images`, whose diagnoses the folds repeat,
 * `evaluations` and `selections` of `ingest`, of which the labels are made; `paper`, the
 * numbers that a paper prints, in its table `baselines`.
 *
 * Outputs:
 * - `table`: a results table, by learner and measure: `mean`, `std` and `n` over
 *   folds, and where an arbitrary order decides, `min` and `max` of the mean over so
 *   many random `orders`;
 * - `selections`: the same with a leading column for the selection;
 * - `folds`: one row a fold and image: `fold`, `part` (`train` or `test`), `image`,
 *   `patient`, `diagnosis`;
 * - `predictions`: one row a test image, one column a learner;
 * - `details`: {@link BaselineDetails}; `exhibits`: the tables for people.
 *
 * Of all but `selections` and an exhibit, the study's first selection of evaluations is
 * the subject.
 */
export const baselines: Stage = {
  id: "baselines",
  revision: 1,
  entry: new URL("./baselines_run.ts", import.meta.url),
  inputs: {
    folds: {},
    images: {},
    evaluations: {},
    selections: {},
    paper: { optional: true },
  },
  outputs: {
    table: { file: "tables/baselines.csv" },
    selections: { file: "tables/baselines_selections.csv" },
    folds: { file: "folds.csv" },
    predictions: { file: "predictions.csv" },
    details: { file: "baselines.json" },
    exhibits: { file: "exhibits.json" },
  },
  resources: { cpu: 1, memoryMiB: 192 },
};
