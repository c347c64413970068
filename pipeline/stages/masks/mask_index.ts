import { readCsv } from "../../../data/csv.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { wholeNumber } from "../evaluations/whole_number.ts";

/** Where the outline of one rater, image and characteristic is kept. */
export interface MaskEntry {
  /** The image that it lies on. */
  readonly image: string;
  /** Who drew it. */
  readonly rater: string;
  /** What it outlines. */
  readonly characteristic: string;
  /** Columns of the image. */
  readonly width: number;
  /** Rows of the image. */
  readonly height: number;
  /** The first row of its runs in `runs.npy`. */
  readonly firstRun: number;
  /** How many runs it has. */
  readonly runs: number;
  /** Its pixels. */
  readonly area: number;
}

/**
 * Reads `masks.csv`, in the order of the file.
 *
 * @throws {SyntaxError} If a field is not what its column promises.
 */
export async function readMaskIndex(path: string): Promise<MaskEntry[]> {
  const rows = await readCsv(path, {
    columns: TABLE_COLUMNS.masks,
  });
  return rows.map(({ image, rater, characteristic, ...numbers }) => {
    const number = (column: keyof typeof numbers): number =>
      wholeNumber(
        numbers[column],
        `"${path}", "${characteristic}" of "${image}" by "${rater}", ${column}`,
      );
    return {
      image,
      rater,
      characteristic,
      width: number("width"),
      height: number("height"),
      firstRun: number("first_run"),
      runs: number("runs"),
      area: number("area"),
    };
  });
}
