import { type CsvRow, readCsv } from "../csv.ts";
import { describeIssues } from "../schema_error.ts";
import { stemOf } from "./file_name.ts";
import { METADATA_COLUMNS, metadataRowSchema } from "./metadata_schema.ts";
import type { TABLE_COLUMNS } from "./tables.ts";

/** An image of a release and what its metadata say, as spelled there. */
export type ImageMetadata = CsvRow<(typeof TABLE_COLUMNS)["images"][number]>;

/**
 * Reads `metadata.csv` into images by id, in the file's order.
 *
 * @throws {SyntaxError} If the file is not a table.
 * @throws {TypeError} If its header or a row breaks the schema, or two rows are
 * about one image.
 */
export async function readMetadata(
  path: string,
): Promise<Map<string, ImageMetadata>> {
  const rows = await readCsv(path, {
    columns: METADATA_COLUMNS,
    separator: ";",
  });
  const images = new Map<string, ImageMetadata>();
  rows.forEach((row, i) => {
    const place = `Cannot read "${path}": row ${i + 1} below the header`;
    const result = metadataRowSchema.safeParse(row);
    if (!result.success) {
      throw new TypeError(
        `${place}: ${
          describeIssues(result.error.issues)
        }: correct it or restore the file from its source`,
      );
    }
    const { current_filename: file } = result.data;
    const image = stemOf(file).normalize("NFC");
    if (images.has(image)) {
      throw new TypeError(
        `${place}: image "${image}" has a row already: keep one of the two`,
      );
    }
    const { original_filename: original_file, dataset } = result.data;
    const { diagnosis, skin_tone, age } = result.data;
    images.set(image, {
      image,
      file,
      original_file,
      dataset,
      diagnosis,
      skin_tone,
      age,
    });
  });
  return images;
}
