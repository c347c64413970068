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
import { divideImages, type ImageParts } from "./shards/division.ts";
import { partName } from "./shards/part_name.ts";

/**
 * Takes one evaluation's masks after the other, part by part.
 *
 * @throws {SyntaxError} If an input cannot be parsed.
 * @throws {TypeError} If the folds are missing, or break their schema.
 * @throws {RangeError} If `masks` and `runs` are not of one ingest, or the folds do not
 * fit the images.
 */
export async function run(io: StageIO<ResizeMasksParams>): Promise<void> {
  const images = await readImages(io.input("images"));
  const parts = await divideImages(io.params.division, {
    folds: io.optionalInput("folds"),
    images,
  });
  const isDivided = ({ image }: { readonly image: string }): boolean =>
    parts.of(image) !== undefined;
  const index = await readMaskIndex(io.input("masks"));
  const entries = index.filter(isDivided);
  using runs = RunFile.open(io.input("runs"));
  const evaluations = Map.groupBy(
    entries,
    ({ image, rater }) => JSON.stringify([image, rater]),
  );
  const byPart = Map.groupBy(
    evaluations.values(),
    ([first]) => parts.of(first!.image),
  );
  const vanished: string[] = [];
  let done = 0;
  for (let part = 0; part < parts.count; part++) {
    using file = await NpyRowWriter.create(
      join(io.output("runs"), partName(part, "npy")),
      { type: "<u4", row: [2] },
    );
    const rows: TableRow<"masks">[] = [];
    for (const drawn of (byPart.get(part) ?? []).sort(byImageAndRater)) {
      for (const [characteristic, mask] of resized(drawn, { runs, io })) {
        const { image, rater } = drawn[0]!;
        rows.push({
          image,
          rater,
          characteristic,
          width: mask.width,
          height: mask.height,
          first_run: file.rows,
          runs: mask.runs.length / 2,
          area: area(mask),
        });
        await file.append(mask.runs);
        if (mask.runs.length === 0) {
          vanished.push(`"${characteristic}" of "${image}" by "${rater}"`);
        }
      }
      io.progress(++done, { total: evaluations.size, unit: "evaluations" });
    }
    await file.finish();
    await writeCsv(join(io.output("masks"), partName(part, "csv")), {
      columns: TABLE_COLUMNS.masks,
      rows,
    });
  }
  const described = [...images.values()].filter(isDivided);
  await writeImages(io, { images: described, parts });
  tell(io, { entries, images: described, vanished });
  const out = new Set(
    [...index, ...images.values()].filter((row) => !isDivided(row))
      .map(({ image }) => image),
  );
  if (out.size > 0) {
    io.log(
      `${out.size} images with outlines or metadata are tested by no fold and were left out`,
    );
  }
}

/** Divides the images as their masks are. */
async function writeImages(
  io: StageIO<ResizeMasksParams>,
  { images, parts }: {
    readonly images: readonly ImageRow[];
    readonly parts: ImageParts;
  },
): Promise<void> {
  const byPart = Map.groupBy(images, ({ image }) => parts.of(image));
  for (let part = 0; part < parts.count; part++) {
    await writeCsv(join(io.output("images"), partName(part, "csv")), {
      columns: TABLE_COLUMNS.images,
      rows: byPart.get(part) ?? [],
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
