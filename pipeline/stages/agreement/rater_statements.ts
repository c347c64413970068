import type { TableCell } from "../../../data/ledger/table.ts";
import { accuracy } from "../../metrics/accuracy.ts";
import type { StatementConventions } from "../agreement.ts";
import { diagnosisLabel } from "../evaluations/diagnosis_label.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import { selectEvaluations } from "../evaluations/evaluation_set.ts";
import { byRater } from "./by_rater.ts";
import { type PairAgreement, pairAgreement } from "./pair_agreement.ts";
import { raterPairs } from "./rater_pairs.ts";

/** How often one rater names the gold diagnosis. */
export interface RaterAccuracy {
  /** Whose evaluations these are. */
  readonly rater: string;
  /** Evaluations of images with a gold diagnosis, at least 1. */
  readonly evaluations: number;
  /** In [0, 1]. */
  readonly accuracy: number;
}

/** What {@link raterStatements} returns. */
export interface RaterStatements {
  /** The smallest and the largest value of each statement. */
  readonly cells: TableCell[];
  /** Sorted by rater. */
  readonly raters: RaterAccuracy[];
  /** Every two raters with a common image, once. */
  readonly pairs: PairAgreement[];
}

/**
 * The ranges that the running text gives (dataset paper, section 2.4): the
 * accuracy of raters, and their pair-wise F1.
 *
 * The paper does not define the pair-wise F1. Here it is, for two raters, the
 * mean over the diagnoses that either of them named for a common image.
 */
export function raterStatements(
  evaluations: readonly Evaluation[],
  options: StatementConventions & {
    /** The gold diagnosis of each image. */
    readonly gold: ReadonlyMap<string, string>;
  },
): RaterStatements {
  const { gold } = options;
  const label = (evaluation: Evaluation): string | undefined =>
    diagnosisLabel(evaluation, options.label);
  const selected = selectEvaluations(evaluations, options.evaluations);
  const judged = selected.filter(({ image }) => gold.has(image));
  const raters = [...byRater(judged)].map(([rater, own]) => ({
    rater,
    evaluations: own.length,
    accuracy:
      accuracy(own.map(label), own.map(({ image }) => gold.get(image))) ?? 0,
  }));
  const pairs = raterPairs(selected, { order: "unordered" })
    .map((pair) => pairAgreement(pair, options.label));
  const cells = [
    ...range("rater_accuracy_range", raters.map(({ accuracy }) => accuracy)),
    ...range("pairwise_f1_range", pairs.map(({ macro_f1 }) => macro_f1)),
  ];
  return { cells, raters, pairs };
}

function range(row: string, values: readonly number[]): TableCell[] {
  if (values.length === 0) return [];
  return [
    { row, column: "", statistic: "min", value: Math.min(...values) },
    { row, column: "", statistic: "max", value: Math.max(...values) },
  ];
}
