import type { Stage } from "../engine/stage.ts";

/**
 * The tables for people that a release without photographs yields, as one `Exhibits`:
 * what it holds, how raters agree with the gold standard, each other and themselves,
 * how many fused masks and labels there are by each rule, and, at the end, what the
 * stages `measures` and `baselines` show. Nothing is computed here.
 *
 * Inputs: tables and details of the stages whose names the ports bear; `table2a`,
 * `table2b`, `appendix_table1` and `table3b` are those of `agreement`.
 */
export const releaseExhibits: Stage = {
  id: "release_exhibits",
  revision: 1,
  entry: new URL("./release_exhibits_run.ts", import.meta.url),
  inputs: {
    release: {},
    table2a: {},
    table2b: {},
    appendix_table1: {},
    table3b: {},
    intra_rater: {},
    rater_diagnoses: {},
    fusion: {},
    labels: {},
    measures: {},
    baselines: {},
  },
  outputs: { exhibits: { file: "exhibits.json" } },
  resources: { cpu: 1, memoryMiB: 128 },
};
