import type { TableCell } from "../../../data/ledger/table.ts";
import type { Confusion } from "../../metrics/confusion.ts";
import { oneVsRest } from "../../metrics/one_vs_rest.ts";
import type { GoldConventions } from "../agreement.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import { selectEvaluations } from "../evaluations/evaluation_set.ts";
import { rateCells } from "../rates/rate_cells.ts";
import { byRater } from "./by_rater.ts";
import { hasLabel } from "./has_label.ts";

/** One rater's judgement of one diagnosis against the gold standard. */
export interface GoldComparison extends Confusion {
  /** Whose evaluations these are. */
  readonly rater: string;
  /** The diagnosis that counts as positive. */
  readonly diagnosis: string;
}

/** What {@link goldTable} returns. */
export interface GoldTable {
  /** Values of the table, row by row. */
  readonly cells: TableCell[];
  /** One comparison for each rater and row, sorted by rater. */
  readonly comparisons: GoldComparison[];
}

/**
 * Raters against the gold standard (dataset paper, Table 2a): for each rater
 * one-vs-rest rates over that rater's evaluations, then mean and standard
 * deviation over raters.
 *
 * Evaluations of images without a gold diagnosis do not count.
 */
export function goldTable(
  evaluations: readonly Evaluation[],
  options: GoldConventions & {
    /** The gold diagnosis of each image. */
    readonly gold: ReadonlyMap<string, string>;
  },
): GoldTable {
  const { gold, rows, label } = options;
  const selected = selectEvaluations(evaluations, options.evaluations)
    .filter(({ image }) => gold.has(image));
  const comparisons = [...byRater(selected)].flatMap(([rater, own]) =>
    rows.map((diagnosis) => {
      const predicted = own.map((evaluation) =>
        hasLabel(evaluation, { diagnosis, label })
      );
      const reference = own.map(({ image }) => gold.get(image) === diagnosis);
      return {
        rater,
        diagnosis,
        ...oneVsRest(predicted, { reference, positive: true }),
      };
    })
  );
  const cells = rows.flatMap((row) => {
    const counts = comparisons.filter(({ diagnosis }) => diagnosis === row);
    return rateCells(row, { ...options, measure: "dice", counts });
  });
  return { cells, comparisons };
}
