import type { TableCell } from "../../../data/ledger/table.ts";

/** The F1 scores of one row of a table. */
export interface F1Statistics {
  /** In [0, 1]. */
  readonly mean: number;
  /** How many scores there are. */
  readonly n: number;
}

/** How far raters agree with themselves, and with each other. */
export interface WithinAndBetween {
  /** The row of the table. */
  readonly row: string;
  /** Of each rater's two rounds; `null` if there is nothing to compare. */
  readonly within: F1Statistics | null;
  /** Of different raters, on the same images; `null` if there is nothing to compare. */
  readonly between: F1Statistics | null;
}

/** The F1 of two tables beside each other, by row. */
export function withinAndBetween(
  rows: readonly string[],
  tables: Readonly<Record<"within" | "between", readonly TableCell[]>>,
): WithinAndBetween[] {
  return rows.map((row) => ({
    row,
    within: f1Of(tables.within, row),
    between: f1Of(tables.between, row),
  }));
}

function f1Of(cells: readonly TableCell[], name: string): F1Statistics | null {
  const value = (wanted: string): number | undefined =>
    cells.find(({ row, column, statistic }) =>
      row === name && column === "f1" && statistic === wanted
    )?.value;
  const mean = value("mean");
  const n = value("n");
  return mean === undefined || n === undefined ? null : { mean, n };
}
