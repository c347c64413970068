import { type CsvRow, readCsv } from "../../../data/csv.ts";
import type { VoteCounts } from "../../metrics/fusion_reading.ts";
import { wholeNumber } from "../evaluations/whole_number.ts";
import type { RunPart } from "../masks/run_file.ts";

/** The columns of `votes.csv`. */
export const VOTE_COLUMNS = [
  "image",
  "characteristic",
  "width",
  "height",
  "drew",
  "valid",
  "most",
  "first_run",
  "runs",
  "area",
] as const;

/** Where the votes for one characteristic of one image are kept. */
export interface VoteEntry extends VoteCounts, RunPart {
  /** The image. */
  readonly image: string;
  /** What is outlined in it. */
  readonly characteristic: string;
  /** Columns of the image. */
  readonly width: number;
  /** Rows of the image. */
  readonly height: number;
  /** Pixels that have a vote. */
  readonly area: number;
}

/**
 * Reads `votes.csv`, in the order of the file.
 *
 * @throws {SyntaxError} If a field is not what its column promises.
 * @throws {TypeError} If its columns are other ones.
 */
export async function readVoteIndex(path: string): Promise<VoteEntry[]> {
  const rows = await readCsv(path, { columns: VOTE_COLUMNS });
  return rows.map((row) => entryOf(row, path));
}

function entryOf(
  { image, characteristic, ...numbers }: CsvRow<(typeof VOTE_COLUMNS)[number]>,
  path: string,
): VoteEntry {
  const number = (column: keyof typeof numbers): number =>
    wholeNumber(
      numbers[column],
      `"${path}", "${characteristic}" of "${image}", ${column}`,
    );
  return {
    image,
    characteristic,
    width: number("width"),
    height: number("height"),
    drew: number("drew"),
    valid: number("valid"),
    most: number("most"),
    firstRun: number("first_run"),
    runs: number("runs"),
    area: number("area"),
  };
}
