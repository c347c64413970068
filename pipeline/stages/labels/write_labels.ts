import { writeCsv } from "../../../data/csv.ts";
import type { ImageLabels } from "./image_labels.ts";

/** Writes `image,kept` and a column of 0 and 1 for each characteristic. */
export async function writeLabels(
  path: string,
  table: {
    readonly characteristics: readonly string[];
    readonly rows: readonly ImageLabels[];
  },
): Promise<void> {
  const { characteristics, rows } = table;
  await writeCsv(path, {
    columns: ["image", "kept", ...characteristics],
    rows: rows.map(({ image, kept, present }) => ({
      image,
      kept,
      ...Object.fromEntries(
        characteristics.map((name, i) => [name, Number(present[i])]),
      ),
    })),
  });
}
