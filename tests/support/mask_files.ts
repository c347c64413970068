import { join } from "node:path";
import { writeCsv } from "../../data/csv.ts";
import { area, type Mask } from "../../data/dermx/mask.ts";
import { TABLE_COLUMNS } from "../../data/dermx/tables.ts";
import { writeNpy } from "../../data/npy.ts";
import { readMaskIndex } from "../../pipeline/stages/masks/mask_index.ts";
import { readMask } from "../../pipeline/stages/masks/read_mask.ts";
import { RunFile } from "../../pipeline/stages/masks/run_file.ts";

/** A mask and what it is a mask of. */
export interface NamedMask {
  readonly image: string;
  readonly rater: string;
  readonly characteristic: string;
  readonly mask: Mask;
}

/** Writes masks as `ingest` does; gives the paths by port. */
export async function writeMaskFiles(
  folder: string,
  masks: readonly NamedMask[],
): Promise<{ masks: string; runs: string }> {
  const paths = {
    masks: join(folder, "masks.csv"),
    runs: join(folder, "runs.npy"),
  };
  let first_run = 0;
  const rows = masks.map(({ mask, ...name }) => {
    const { width, height, runs } = mask;
    const row = {
      ...name,
      width,
      height,
      first_run,
      runs: runs.length / 2,
      area: area(mask),
    };
    first_run += row.runs;
    return row;
  });
  await writeCsv(paths.masks, { columns: TABLE_COLUMNS.masks, rows });
  const data = Uint32Array.from(masks.flatMap(({ mask }) => [...mask.runs]));
  await writeNpy(paths.runs, { shape: [first_run, 2], data });
  return paths;
}

/** Reads masks that a stage wrote, in their order. */
export async function readMaskFiles(
  paths: { readonly masks: string; readonly runs: string },
): Promise<NamedMask[]> {
  const entries = await readMaskIndex(paths.masks);
  using runs = RunFile.open(paths.runs);
  return entries.map((entry) => ({
    image: entry.image,
    rater: entry.rater,
    characteristic: entry.characteristic,
    mask: readMask(entry, runs),
  }));
}
