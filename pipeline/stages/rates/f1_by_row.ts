import type { TableCell } from "../../../data/ledger/table.ts";

/** The mean F1 of each row of a table, in the table's order. */
export function f1ByRow(
  cells: readonly TableCell[],
): ReadonlyMap<string, number> {
  const means = cells.filter(({ column, statistic }) =>
    column === "f1" && statistic === "mean"
  );
  return new Map(means.map(({ row, value }) => [row, value]));
}
