import type { TableCell } from "../../../data/ledger/table.ts";
import type { Judgement } from "./judge_learner.ts";
import { MEASURES } from "./measures.ts";

/**
 * What the tables say of a learner, for each measure: the `mean` over folds, their
 * `std` and number `n`, and where an order decides, the `min` and `max` of the means
 * over so many `orders`.
 */
export function baselineCells(
  { learner: { name: row }, summary, folds, orders }: Judgement,
): TableCell[] {
  return MEASURES.flatMap((column) => {
    const cell = (statistic: string, value: number): TableCell => ({
      row,
      column,
      statistic,
      value,
    });
    const { mean, std } = summary[column];
    const means = orders?.means[column];
    return [
      cell("mean", mean),
      ...(std === undefined ? [] : [cell("std", std)]),
      cell("n", folds.length),
      ...(means === undefined ? [] : [
        cell("min", Math.min(...means)),
        cell("max", Math.max(...means)),
        cell("orders", means.length),
      ]),
    ];
  });
}
