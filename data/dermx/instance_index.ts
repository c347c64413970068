import { type CsvSource, parseCsv } from "../csv.ts";
import { describeIssues } from "../schema_error.ts";
import { parseEvaluationName } from "./file_name.ts";
import {
  INSTANCE_INDEX_COLUMNS,
  instanceIndexRowSchema,
} from "./instance_index_schema.ts";

/** A mask picture of one outlined annotation. */
export interface InstanceMask {
  /** The image's id. */
  readonly image: string;
  /** The rater, as spelled. */
  readonly rater: string;
  /** The class, by its name in the ontology. */
  readonly characteristic: string;
  /** The stem of the picture's file. */
  readonly id: string;
  /** The place among the outlined annotations of the evaluation, from 0. */
  readonly position: number;
}

/**
 * Reads `instance_mask_annotations.csv`, which names the class of every mask
 * picture; texts in Unicode normal form C.
 *
 * Rows may name evaluations that the release does not have: in the second release
 * 61 ids end in `_2` and belong to evaluations that were taken out.
 *
 * @throws {SyntaxError} If the text is not a table.
 * @throws {TypeError} If its header or a row breaks the schema.
 */
export function parseInstanceIndex(source: CsvSource): InstanceMask[] {
  const rows = parseCsv(source, { columns: INSTANCE_INDEX_COLUMNS });
  return rows.map((row, i) => {
    const result = instanceIndexRowSchema.safeParse(row);
    if (!result.success) {
      throw new TypeError(
        `Cannot read "${source.name}": row ${i + 1} below the header: ${
          describeIssues(result.error.issues)
        }: correct it or restore the file from its source`,
      );
    }
    const { image_id, mask_id, class_name } = result.data;
    return {
      ...parseEvaluationName(image_id),
      characteristic: class_name.normalize("NFC"),
      id: mask_id.normalize("NFC"),
      position: Number(mask_id.slice(image_id.length + 1)),
    };
  });
}
