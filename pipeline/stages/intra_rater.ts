import type { Stage } from "../engine/stage.ts";
import type {
  DiagnosisConventions,
  LocalisationConventions,
  PresenceConventions,
  StatementConventions,
} from "./agreement.ts";
import type { EvaluationScope } from "./evaluations/evaluation_scope.ts";
import type { RaterRounds } from "./intra_rater/rater_rounds.ts";

/** Who evaluated twice, and by which conventions both rounds are compared. */
export interface IntraRaterParams {
  /** The raters whose evaluations of an image are compared, second with first. */
  readonly raters: readonly RaterRounds[];
  /** The images that count. */
  readonly images: EvaluationScope["images"];
  /** On a diagnosis. */
  readonly table2b: DiagnosisConventions;
  /** On the presence of each characteristic. */
  readonly appendix_table1: PresenceConventions;
  /** On where a characteristic is. */
  readonly table3b: LocalisationConventions;
  /** On the diagnosis, rater by rater. */
  readonly text: StatementConventions;
}

/**
 * Agreement of raters with themselves: their first evaluation of an image compared
 * with their second, by the formulas that compare two raters in the dataset paper.
 * No paper prints it.
 *
 * A pair counts where both evaluations are in the set that a table names. The second
 * evaluation is the prediction, and where a table takes ordered pairs each is the
 * reference of the other once: then every number of comparisons is twice the number
 * of pairs, as it is in the paper.
 *
 * Inputs: the five outputs of `ingest`. Outputs: a results table for each of the
 * paper's formulas, and `details`: how many pairs and images there are, each rater's
 * consistency, the same rates between different raters on the same images, and how
 * alike the selections of both rounds are.
 */
export const intraRater: Stage = {
  id: "intra_rater",
  revision: 1,
  entry: new URL("./intra_rater_run.ts", import.meta.url),
  inputs: {
    images: {},
    evaluations: {},
    selections: {},
    masks: {},
    runs: {},
  },
  outputs: {
    table2b: { file: "tables/intra_table2b.csv" },
    appendix_table1: { file: "tables/intra_appendix_table1.csv" },
    table3b: { file: "tables/intra_table3b.csv" },
    details: { file: "intra_rater_details.json" },
  },
  resources: { cpu: 1, memoryMiB: 192 },
};
