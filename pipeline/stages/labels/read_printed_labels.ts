import { readCsv } from "../../../data/csv.ts";
import { yesOrNo } from "./yes_or_no.ts";

/** A label that the authors print. */
export interface PrintedLabel {
  /** Which of their notebooks prints it. */
  readonly notebook: string;
  /** The image. */
  readonly image: string;
  /** The characteristic. */
  readonly characteristic: string;
  /** Whether the image has it. */
  readonly present: boolean;
}

/**
 * Reads `notebook_labels.csv`: a row an image, in which a field is empty where the
 * notebook's output is cut.
 *
 * @param characteristics The columns that it must have, in order.
 * @throws {SyntaxError} If a label is neither 0 nor 1 nor empty.
 * @throws {TypeError} If its columns are other ones.
 */
export async function readPrintedLabels(
  path: string,
  characteristics: readonly string[],
): Promise<PrintedLabel[]> {
  const columns = ["notebook", "image", ...characteristics];
  const rows = await readCsv(path, { columns });
  return rows.flatMap((row) =>
    characteristics.filter((name) => row[name] !== "").map((characteristic) => {
      const notebook = row["notebook"]!;
      const image = row["image"]!;
      const place = `"${path}", image "${image}", "${characteristic}"`;
      const present = yesOrNo(row[characteristic]!, place);
      return { notebook, image, characteristic, present };
    })
  );
}
