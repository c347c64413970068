import type { TableCell } from "../../../data/ledger/table.ts";
import { oneVsRest } from "../../metrics/one_vs_rest.ts";
import type { PresenceConventions } from "../agreement.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import { selectEvaluations } from "../evaluations/evaluation_set.ts";
import { rateCells } from "../rates/rate_cells.ts";
import type { RaterPairing } from "./rater_pairing.ts";
import { raterPairs } from "./rater_pairs.ts";

/**
 * Raters against each other on whether an image shows a term (dataset paper,
 * Tables 2b and 3a, Appendix Table 1): for each pair of raters the rates over
 * the images that both evaluated, then mean and standard deviation over pairs.
 *
 * Beside the rates each row counts the evaluations and the images that have
 * the term, the pairs of raters, and the pairs whose reference has it at all:
 * the others have no sensitivity.
 */
export function presenceTable(
  evaluations: readonly Evaluation[],
  options: PresenceConventions & {
    /** Whether an evaluation has the term of a row. */
    readonly present: (evaluation: Evaluation, row: string) => boolean;
    /** Which raters are compared; every two unless said. */
    readonly pairing?: RaterPairing;
  },
): TableCell[] {
  const { rows, present, pairing } = options;
  const selected = selectEvaluations(evaluations, options.evaluations);
  const pairs = raterPairs(selected, { order: options.pairs, pairing });
  return rows.flatMap((row) => {
    const having = new Set(
      selected.filter((evaluation) => present(evaluation, row)),
    );
    const counts = pairs.map(({ common }) =>
      oneVsRest(common.map(([predicted]) => having.has(predicted)), {
        reference: common.map(([, reference]) => having.has(reference)),
        positive: true,
      })
    );
    const sizes = {
      evals: having.size,
      images: new Set([...having].map(({ image }) => image)).size,
      pairs: counts.length,
      pairs_with_reference: counts.filter(({ tp, fn }) => tp + fn > 0).length,
    };
    return [
      ...rateCells(row, { ...options, measure: "dice", counts }),
      ...Object.entries(sizes).map(([column, value]) => ({
        row,
        column,
        statistic: "count",
        value,
      })),
    ];
  });
}
