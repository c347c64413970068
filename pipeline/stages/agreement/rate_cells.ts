import type { TableCell } from "../../../data/ledger/table.ts";
import type { Confusion } from "../../metrics/confusion.ts";
import { meanStd } from "../../metrics/mean_std.ts";
import { f1, iou, sensitivity, specificity } from "../../metrics/rates.ts";
import { applyUndefinedRule } from "../../metrics/undefined_rule.ts";
import type {
  LocalisationConventions,
  TableConventions,
} from "../agreement.ts";

/** How {@link rateCells} averages. */
export interface RateConventions
  extends Pick<TableConventions, "undefined" | "std"> {
  /** What stands in the column `f1`. */
  readonly measure: LocalisationConventions["measure"];
}

/**
 * One row of a table of agreement: mean, standard deviation and number `n` of
 * the values of F1, sensitivity and specificity over some comparisons.
 *
 * A statistic that does not exist, such as the mean of nothing, has no cell.
 */
export function rateCells(
  row: string,
  options: RateConventions & { readonly counts: readonly Confusion[] },
): TableCell[] {
  const { counts, std, undefined: rule, measure } = options;
  const columns = {
    f1: measure === "dice" ? f1 : iou,
    sensitivity,
    specificity,
  };
  return Object.entries(columns).flatMap(([column, rate]) => {
    const rates = applyUndefinedRule(counts.map(rate), rule);
    const statistics = { ...meanStd(rates, { std }), n: rates.length };
    return Object.entries(statistics).flatMap(([statistic, value]) =>
      value === undefined ? [] : [{ row, column, statistic, value }]
    );
  });
}
