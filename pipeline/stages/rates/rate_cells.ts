import type { TableCell } from "../../../data/ledger/table.ts";
import type { Confusion } from "../../metrics/confusion.ts";
import { meanStd, type StdKind } from "../../metrics/mean_std.ts";
import { f1, iou, sensitivity, specificity } from "../../metrics/rates.ts";
import {
  applyUndefinedRule,
  type UndefinedRule,
} from "../../metrics/undefined_rule.ts";

/** What stands in the column `f1`: F1, which over pixels is Dice, or intersection over union. */
export type F1Measure = "dice" | "iou";

/** How {@link rateCells} averages. */
export interface RateConventions {
  /** What becomes of a rate whose denominator is zero. */
  readonly undefinedRates: UndefinedRule;
  /** The divisor of the variance. */
  readonly std: StdKind;
  /** What stands in the column `f1`. */
  readonly measure: F1Measure;
}

/**
 * One row of a table: mean, standard deviation and number `n` of
 * the values of F1, sensitivity and specificity over some comparisons.
 *
 * A statistic that does not exist, such as the mean of nothing, has no cell.
 */
export function rateCells(
  row: string,
  options: RateConventions & { readonly counts: readonly Confusion[] },
): TableCell[] {
  const { counts, std, undefinedRates, measure } = options;
  const columns = {
    f1: measure === "dice" ? f1 : iou,
    sensitivity,
    specificity,
  };
  return Object.entries(columns).flatMap(([column, rate]) => {
    const rates = applyUndefinedRule(counts.map(rate), undefinedRates);
    const statistics = { ...meanStd(rates, { std }), n: rates.length };
    return Object.entries(statistics).flatMap(([statistic, value]) =>
      value === undefined ? [] : [{ row, column, statistic, value }]
    );
  });
}
