import { type CsvRow, readCsv, writeCsv } from "../csv.ts";

const COLUMNS = ["row", "column", "statistic", "value"] as const;

/** One value of a recomputed table, in full precision. */
export interface TableCell {
  /** Such as a diagnosis, in the spelling of the annotations. */
  readonly row: string;
  /** Empty where a row carries its statistics alone. */
  readonly column: string;
  /** Such as `"mean"`, `"std"`, `"count"`, `"value"`. */
  readonly statistic: string;
  /** Finite. */
  readonly value: number;
}

/**
 * Reads a recomputed table, `row,column,statistic,value`.
 *
 * @throws {SyntaxError} If a value is not a finite number.
 * @throws {TypeError} If the header names other columns.
 */
export async function readTable(path: string): Promise<TableCell[]> {
  const rows = await readCsv(path, { columns: COLUMNS });
  return rows.map((row) => ({ ...row, value: finite(row, path) }));
}

/**
 * Writes a recomputed table: one value a line, in the order given.
 *
 * @throws {RangeError} If a value is not finite.
 */
export async function writeTable(
  path: string,
  rows: Iterable<TableCell>,
): Promise<void> {
  await writeCsv(path, { columns: COLUMNS, rows });
}

function finite(row: CsvRow<typeof COLUMNS[number]>, path: string): number {
  const value = row.value === "" ? NaN : Number(row.value);
  if (Number.isFinite(value)) return value;
  throw new SyntaxError(
    `Cannot read "${path}": value "${row.value}" of row "${row.row}", column "${row.column}", statistic "${row.statistic}" is no finite number: rerun the stage that wrote it`,
  );
}
