import type { Stage } from "../engine/stage.ts";
import type { EvaluationScope } from "./evaluations/evaluation_scope.ts";
import type { EvaluationSet } from "./evaluations/evaluation_set.ts";

/** Which evaluations each count of the paper is taken over, and what it counts. */
export interface CensusParams {
  /** The part of the release that is counted. */
  readonly scope: EvaluationScope;
  /** The diagnoses: rows of Table 1, columns of Table 4. */
  readonly diagnoses: readonly string[];
  /** Images by gold diagnosis and source, of the images of a set of evaluations. */
  readonly table1: {
    readonly evaluations: EvaluationSet;
    /** The columns, as the metadata spell them. */
    readonly datasets: readonly string[];
  };
  /** Images by gold diagnosis: the row of that name. */
  readonly table4: {
    readonly evaluations: EvaluationSet;
    readonly row: string;
  };
  /** The evaluations that the text counts as not discarded. */
  readonly text: { readonly undiscarded: EvaluationSet };
}

/**
 * Counts of a release: what there is, what is left out, and by which rule.
 *
 * Inputs: three outputs of `ingest`. Outputs: the paper's Table 1, the row of
 * Table 4 that the release answers, `text` for the counts of the running text,
 * and `census` with every other count, so that alternatives can be compared.
 */
export const census: Stage = {
  id: "census",
  revision: 1,
  entry: new URL("./census_run.ts", import.meta.url),
  inputs: { images: {}, evaluations: {}, selections: {} },
  outputs: {
    table1: { file: "tables/table1.csv" },
    table4: { file: "tables/table4.csv" },
    text: { file: "tables/census_text.csv" },
    census: { file: "census.json" },
  },
  resources: { cpu: 1, memoryMiB: 128 },
};
