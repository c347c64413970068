import { readCsv } from "../csv.ts";
import type { Cell } from "./cell.ts";
import { decimalsOf, type PrintedNumber } from "./printed_number.ts";

const COLUMNS = [
  "table",
  "row",
  "column",
  "statistic",
  "printed",
  "tolerance",
] as const;

/** One number that a paper prints, and where it prints it. */
export interface PublishedNumber extends Cell, PrintedNumber {}

/**
 * Reads a paper's printed numbers,
 * `table,row,column,statistic,printed,tolerance`, in the order of the file.
 *
 * @throws {SyntaxError} If a number or a tolerance is no plain decimal number.
 * @throws {TypeError} If the header names other columns.
 */
export async function readPublished(path: string): Promise<PublishedNumber[]> {
  const rows = await readCsv(path, { columns: COLUMNS });
  return rows.map(({ tolerance, ...number }) => {
    decimalsOf(number.printed);
    if (tolerance === "") return number;
    decimalsOf(tolerance);
    return { ...number, tolerance: Number(tolerance) };
  });
}
