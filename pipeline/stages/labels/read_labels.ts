import { readCsv } from "../../../data/csv.ts";
import { wholeNumber } from "../evaluations/whole_number.ts";
import type { ImageLabels } from "./image_labels.ts";
import { yesOrNo } from "./yes_or_no.ts";

/**
 * Reads `labels.csv`, in the order of the file.
 *
 * @param characteristics The columns that it must have, in order.
 * @throws {SyntaxError} If a field is not what its column promises.
 * @throws {TypeError} If its columns are other ones.
 */
export async function readLabels(
  path: string,
  characteristics: readonly string[],
): Promise<ImageLabels[]> {
  const columns = ["image", "kept", ...characteristics];
  const rows = await readCsv(path, { columns });
  return rows.map((row) => {
    const image = row["image"]!;
    const place = `"${path}", image "${image}"`;
    return {
      image,
      kept: wholeNumber(row["kept"]!, `${place}, kept`),
      present: characteristics.map((name) =>
        yesOrNo(row[name]!, `${place}, "${name}"`)
      ),
    };
  });
}
