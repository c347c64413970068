import type { TableCell } from "../../../data/ledger/table.ts";
import { f1ByRow } from "../rates/f1_by_row.ts";

/** Two models' tables of performance. */
export interface ModelTables {
  /** The model that is to be led. */
  readonly baseline: readonly TableCell[];
  /** The model that may lead. */
  readonly other: readonly TableCell[];
}

/**
 * By how many points of mean F1 the other model leads, averaged over the rows
 * where it leads at all; `undefined` if it leads nowhere.
 *
 * This is what "outperformed on four out of six diseases, with a difference of
 * 13.5 points in average for F1 score" says (dataset paper, section 3.2).
 */
export function f1AdvantagePoints(
  { baseline, other }: ModelTables,
): number | undefined {
  const means = f1ByRow(baseline);
  const leads = [...f1ByRow(other)]
    .map(([row, mean]) => mean - (means.get(row) ?? mean))
    .filter((lead) => lead > 0);
  if (leads.length === 0) return undefined;
  return 100 * leads.reduce((sum, lead) => sum + lead, 0) / leads.length;
}
