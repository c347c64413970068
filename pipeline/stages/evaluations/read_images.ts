import { type CsvRow, readCsv } from "../../../data/csv.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";

/** What is known of an image beside its evaluations, as spelled in the metadata. */
export type ImageRow = CsvRow<(typeof TABLE_COLUMNS)["images"][number]>;

/**
 * Reads `images.csv`: the images with metadata, by image id.
 *
 * @throws {SyntaxError} If the file is not a table.
 * @throws {TypeError} If its header names other columns.
 */
export async function readImages(
  path: string,
): Promise<ReadonlyMap<string, ImageRow>> {
  const rows = await readCsv(path, { columns: TABLE_COLUMNS.images });
  return new Map(rows.map((row) => [row.image, row]));
}
