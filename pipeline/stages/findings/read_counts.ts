import { readCsv } from "../../../data/csv.ts";

/**
 * Reads numbers that the authors' notebooks print, `quantity,count`.
 *
 * @throws {SyntaxError} If a count is no whole number.
 */
export async function readCounts(path: string): Promise<Map<string, number>> {
  const rows = await readCsv(path, { columns: ["quantity", "count"] });
  return new Map(rows.map(({ quantity, count }) => {
    if (/^\d+$/.test(count)) return [quantity, Number(count)];
    throw new SyntaxError(
      `Cannot read count "${count}" of "${quantity}" in "${path}": write a whole number`,
    );
  }));
}
