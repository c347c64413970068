import type { Stage } from "../engine/stage.ts";
import type { EvaluationScope } from "./evaluations/evaluation_scope.ts";

/** A part of a release that is counted by itself. */
export interface ReleasePart {
  /** The row of the table. */
  readonly name: string;
  /** What belongs to it. */
  readonly scope: EvaluationScope;
}

/** A test list that the authors print, by the labels of its images. */
export interface PrintedTestList {
  /** The notebook that prints it. */
  readonly notebook: string;
  /** The columns of the labels. */
  readonly characteristics: readonly string[];
}

/** What {@link releaseCounts} counts. */
export interface ReleaseCountsParams {
  /** In the order of the rows. */
  readonly parts: readonly ReleasePart[];
  /** Terms of which it is counted how many evaluations select them. */
  readonly terms: readonly string[];
  /** Where a test list is printed beside the published folds. */
  readonly testList: PrintedTestList;
}

/**
 * How much of everything there is in a release: for each of its parts evaluations and
 * images by set, raters, annotations and outlines, and for each fold images and
 * patients. No paper prints these counts.
 *
 * Inputs: three outputs of `ingest`; `folds`, a tar of the published folds, if there
 * are any; `printed`, labels that the authors' notebooks print. Output: `release`, a results table.
 */
export const releaseCounts: Stage = {
  id: "release_counts",
  revision: 1,
  entry: new URL("./release_counts_run.ts", import.meta.url),
  inputs: {
    images: {},
    evaluations: {},
    selections: {},
    folds: { optional: true },
    printed: { optional: true },
  },
  outputs: { release: { file: "tables/release.csv" } },
  resources: { cpu: 1, memoryMiB: 160 },
};
