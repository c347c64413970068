import type { TableCell } from "../../../data/ledger/table.ts";
import {
  classConfusion,
  type ConfusionMatrix,
} from "../../metrics/confusion_matrix.ts";
import { meanStd, type StdKind } from "../../metrics/mean_std.ts";
import { f1, sensitivity, specificity } from "../../metrics/rates.ts";
import {
  applyUndefinedRule,
  type UndefinedRule,
} from "../../metrics/undefined_rule.ts";

const RATES = { f1, sensitivity, specificity } as const;

/** How {@link performanceTable} names and averages. */
export interface PerformanceTableOptions {
  /** The name of each index; rows follow this order. */
  readonly names: readonly string[];
  /** The divisor of the standard deviations over the runs. */
  readonly std: StdKind;
  /** What becomes of a rate whose denominator is zero. */
  readonly undefinedRates: UndefinedRule;
}

/**
 * Each class against all others: `mean`, `std` and `n` over the runs of F1,
 * sensitivity and specificity (dataset paper, Table 5).
 *
 * A statistic that is undefined, such as the sample std of one run, has no cell.
 */
export function performanceTable(
  runs: readonly ConfusionMatrix[],
  { names, std, undefinedRates }: PerformanceTableOptions,
): TableCell[] {
  return names.flatMap((row, index) => {
    const counts = runs.map((matrix) => classConfusion(matrix, index));
    return Object.entries(RATES).flatMap(([column, rate]) => {
      const values = applyUndefinedRule(counts.map(rate), undefinedRates);
      const statistics = { ...meanStd(values, { std }), n: values.length };
      return Object.entries(statistics).flatMap(([statistic, value]) =>
        value === undefined ? [] : [{ row, column, statistic, value }]
      );
    });
  });
}
