import { join } from "node:path";
import { writeCsv } from "../../data/csv.ts";
import { area, type Mask, union } from "../../data/dermx/mask.ts";
import { resizeMask } from "../../data/dermx/resize_mask.ts";
import { TABLE_COLUMNS, type TableRow } from "../../data/dermx/tables.ts";
import { NpyRowWriter } from "../../data/npy_row_writer.ts";
import type { StageIO } from "../engine/stage.ts";
import { type ImageRow, readImages } from "./evaluations/read_images.ts";
import { type MaskEntry, readMaskIndex } from "./masks/mask_index.ts";
import { readMask } from "./masks/read_mask.ts";
import { RunFile } from "./masks/run_file.ts";
import { UNION } from "./masks/union.ts";
import type { ResizeMasksParams } from "./resize_masks.ts";
import { partName } from "./shards/part_name.ts";
import { shardOf } from "./shards/shard_of.ts";

/**
 * Takes one evaluation's masks after the other, shard by shard.
 *
 * @throws {SyntaxError} If an input cannot be parsed.
 * @throws {RangeError} If `masks` and `runs` are not of one ingest.
 */
export async function run(io: StageIO<ResizeMasksParams>): Promise<void> {
  const { shards } = io.params;
  const entries = await readMaskIndex(io.input("masks"));
  using runs = RunFile.open(io.input("runs"));
  const evaluations = Map.groupBy(
    entries,
    ({ image, rater }) => JSON.stringify([image, rater]),
  );
  const parts = Map.groupBy(
    evaluations.values(),
    ([first]) => shardOf(first!.image, shards),
  );
  const vanished: string[] = [];
  let done = 0;
  for (let shard = 0; shard < shards; shard++) {
    using part = await NpyRowWriter.create(
      join(io.output("runs"), partName(shard, "npy")),
      { type: "<u4", row: [2] },
    );
    const rows: TableRow<"masks">[] = [];
    for (const drawn of (parts.get(shard) ?? []).sort(byImageAndRater)) {
      for (const [characteristic, mask] of resized(drawn, { runs, io })) {
        const { image, rater } = drawn[0]!;
        rows.push({
          image,
          rater,
          characteristic,
          width: mask.width,
          height: mask.height,
          first_run: part.rows,
          runs: mask.runs.length / 2,
          area: area(mask),
        });
        await part.append(mask.runs);
        if (mask.runs.length === 0) {
          vanished.push(`"${characteristic}" of "${image}" by "${rater}"`);
        }
      }
      io.progress(++done, { total: evaluations.size, unit: "evaluations" });
    }
    await part.finish();
    await writeCsv(join(io.output("masks"), partName(shard, "csv")), {
      columns: TABLE_COLUMNS.masks,
      rows,
    });
  }
  const images = [...(await readImages(io.input("images"))).values()];
  await writeImages(io, images);
  tell(io, { entries, images, vanished });
}

/** Divides the images as their masks are. */
async function writeImages(
  io: StageIO<ResizeMasksParams>,
  images: readonly ImageRow[],
): Promise<void> {
  const { shards } = io.params;
  const parts = Map.groupBy(images, ({ image }) => shardOf(image, shards));
  for (let shard = 0; shard < shards; shard++) {
    await writeCsv(join(io.output("images"), partName(shard, "csv")), {
      columns: TABLE_COLUMNS.images,
      rows: parts.get(shard) ?? [],
    });
  }
}

/** An evaluation's masks in their new size, in order of their names, and their union. */
function resized(
  drawn: readonly MaskEntry[],
  { runs, io }: {
    readonly runs: RunFile;
    readonly io: StageIO<ResizeMasksParams>;
  },
): [characteristic: string, mask: Mask][] {
  const masks = drawn.map((entry): [string, Mask] => [
    entry.characteristic,
    resizeMask(readMask(entry, runs), io.params),
  ]).sort(([a], [b]) => a < b ? -1 : 1);
  return [...masks, [UNION, masks.map(([, mask]) => mask).reduce(union)]];
}

/** Says what a reader of the scores would otherwise have to find out. */
function tell(
  io: StageIO<ResizeMasksParams>,
  { entries, images, vanished }: {
    readonly entries: readonly MaskEntry[];
    readonly images: readonly ImageRow[];
    readonly vanished: readonly string[];
  },
): void {
  const drawn = new Set(entries.map(({ image }) => image));
  const without = images.filter(({ image }) => !drawn.has(image)).length;
  io.log(
    `${entries.length} masks on ${drawn.size} images; ${without} of ${images.length} images with metadata have none`,
  );
  if (vanished.length === 0) return;
  io.log(
    `Nothing is left of ${vanished.length} masks at ${io.params.width} x ${io.params.height}, the first of them ${
      vanished[0]
    }`,
  );
}

/** Code unit order, so that the table is the same in every locale. */
function byImageAndRater(
  [a]: readonly MaskEntry[],
  [b]: readonly MaskEntry[],
): number {
  if (a!.image !== b!.image) return a!.image < b!.image ? -1 : 1;
  return a!.rater < b!.rater ? -1 : 1;
}
