import type { TableCell } from "../../../data/ledger/table.ts";
import {
  classConfusion,
  type ConfusionMatrix,
} from "../../metrics/confusion_matrix.ts";
import { rateCells, type RateConventions } from "../rates/rate_cells.ts";

/** How {@link performanceTable} names and averages. */
export interface PerformanceTableOptions
  extends Pick<RateConventions, "std" | "undefinedRates"> {
  /** The name of each index; rows follow this order. */
  readonly names: readonly string[];
}

/**
 * Each class against all others: `mean`, `std` and `n` over the runs of F1,
 * sensitivity and specificity (dataset paper, Table 5).
 *
 * A statistic that is undefined, such as the sample std of one run, has no cell.
 */
export function performanceTable(
  runs: readonly ConfusionMatrix[],
  options: PerformanceTableOptions,
): TableCell[] {
  return options.names.flatMap((row, index) => {
    const counts = runs.map((matrix) => classConfusion(matrix, index));
    return rateCells(row, { ...options, measure: "dice", counts });
  });
}
