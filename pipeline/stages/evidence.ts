import type { StdKind } from "../metrics/mean_std.ts";
import type { UndefinedRule } from "../metrics/undefined_rule.ts";
import type { Stage } from "../engine/stage.ts";

/** A model whose performance the paper prints. */
export interface EvidenceModel {
  /** As `confusion_matrices.csv` and the ledger's claims name it. */
  readonly id: string;
  /** As the paper names it. */
  readonly name: string;
}

/** Parameters of {@link evidence}. */
export interface EvidenceParams {
  /** The classes in the order that numbers the rows of the matrices. */
  readonly actual: readonly string[];
  /** The classes in the order that numbers the columns, by the same names. */
  readonly predicted: readonly string[];
  /** The model of each table. */
  readonly models: {
    readonly table5a: EvidenceModel;
    readonly table5b: EvidenceModel;
  };
  /** The divisor of every standard deviation over the runs. */
  readonly std: StdKind;
  /** What becomes of a rate whose denominator is zero. */
  readonly undefinedRates: UndefinedRule;
}

/**
 * Recomputes Table 5 of the dataset paper, and the statements about it, from
 * the confusion matrices that the authors' notebooks print.
 *
 * `table5a` and `table5b` pair row i of a matrix with column i, as the
 * notebooks do, and name the pair after the column. The corrected tables pair
 * rows and columns by class. Beside `mean` and `std` each cell has `n`, the
 * number of runs.
 *
 * `text` holds, of the statements in section 3.2, the two accuracies on the
 * images of the matrices, chance accuracy (one over the number of classes) and
 * `f1_advantage_points`: 100 times the mean difference of the two models' mean
 * F1, over the classes where the second model's is the higher one, from
 * unrounded values.
 */
export const evidence: Stage = {
  id: "evidence",
  revision: 1,
  entry: new URL("./evidence_run.ts", import.meta.url),
  inputs: { confusion_matrices: {}, run_accuracies: {} },
  outputs: {
    table5a: { file: "tables/table5a.csv" },
    table5b: { file: "tables/table5b.csv" },
    table5a_corrected: { file: "tables/table5a_corrected.csv" },
    table5b_corrected: { file: "tables/table5b_corrected.csv" },
    text: { file: "tables/evidence_text.csv" },
    evidence: { file: "evidence.json" },
  },
};
