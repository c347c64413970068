import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeTar } from "../../data/archive/write_tar.ts";
import { writeCsv } from "../../data/csv.ts";
import type { Mask } from "../../data/dermx/mask.ts";
import { TABLE_COLUMNS } from "../../data/dermx/tables.ts";
import { encodePng } from "../../data/image/encode_png.ts";
import {
  JPEG_DECODER_WASM,
  jpegDecoderUrl,
} from "../../data/image/jpeg_decoder_wasm.ts";
import type { RgbImage } from "../../data/image/rgb_image.ts";
import { writeNpy } from "../../data/npy.ts";
import { CONFUSION_COLUMNS } from "../../pipeline/stages/benchmark/confusion_rows.ts";
import type { FiguresParams } from "../../pipeline/stages/figures.ts";
import { shardOf } from "../../pipeline/stages/shards/shard_of.ts";
import { type NamedMask, writeMaskFiles } from "./mask_files.ts";

const WIDTH = 40;
const HEIGHT = 30;
const SHARDS = 2;
const CLASSES = ["Acne", "Psoriasis"];
const MAP = { width: 4, height: 3 } as const;

/** Parameters that fit {@link writeFigureMaterial}. */
export const FIGURE_PARAMS: FiguresParams = {
  data: "generated",
  architectures: [{ id: "one", name: "Net One" }, { id: "two", name: "Two" }],
  run: "0",
  classes: { Acne: 0, Psoriasis: 1 },
  border: "mirror",
  figure2: { image: null },
  figure3: { images: null, examples: 2 },
};

/** A picture of one colour. */
export function plainPicture(
  [red, green, blue]: readonly [number, number, number],
  { width, height }: { readonly width: number; readonly height: number } = {
    width: WIDTH,
    height: HEIGHT,
  },
): RgbImage {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < data.length; i += 3) data.set([red, green, blue], i);
  return { width, height, data };
}

/** A mask of a rectangle, on a picture of 40 x 30 unless said. */
export function rectangle(
  [left, top, right, bottom]: readonly [number, number, number, number],
  { width, height }: { readonly width: number; readonly height: number } = {
    width: WIDTH,
    height: HEIGHT,
  },
): Mask {
  const runs: number[] = [];
  for (let y = top; y < bottom; y++) {
    runs.push(y * width + left, y * width + right);
  }
  return { width, height, runs: Uint32Array.from(runs) };
}

/** Image i of six: the even ones are acne. The last two were fitted to, and the first is not diagnosed right. */
const IMAGES = Array.from({ length: 6 }, (_, i) => ({
  image: `image ${i}é`,
  diagnosis: CLASSES[i % 2]!,
}));

/** Three raters for each image, two for the last; more overlap from image to image. */
function masks(): NamedMask[] {
  return IMAGES.flatMap(({ image }, i) =>
    ["ann", "bob", "cyd"].slice(0, i === 5 ? 2 : 3).flatMap((rater, r) => [
      {
        image,
        rater,
        characteristic: "Plaque",
        mask: rectangle([4 + r * (6 - i), 5, 24 + r * (6 - i), 25]),
      },
      {
        image,
        rater,
        characteristic: "Scale",
        mask: rectangle([10 + r, 10, 16 + r, 18]),
      },
    ])
  );
}

/**
 * Writes a small data set with two networks as the stage `figures` reads it; gives the
 * inputs by port.
 */
export async function writeFigureMaterial(
  folder: string,
): Promise<Record<string, string | string[]>> {
  const path = (name: string): string => join(folder, name);
  const shards = Array.from(
    { length: SHARDS },
    (_, shard) =>
      IMAGES.filter(({ image }) => shardOf(image, SHARDS) === shard),
  );
  const inputs: Record<string, string | string[]> = {
    ...await writeMaskFiles(folder, masks()),
    images: path("images.csv"),
    confusion: path("confusion.csv"),
    photographs: shards.map((images, shard) => {
      const archive = path(`photographs${shard}.tar`);
      const bytes = encodePng(plainPicture([200, 150, 120]));
      writeTar(
        archive,
        images.map(({ image }) => ({ name: `${image}.png`, bytes })),
      );
      return archive;
    }),
    [JPEG_DECODER_WASM]: fileURLToPath(jpegDecoderUrl()),
  };
  await writeCsv(path("images.csv"), {
    columns: TABLE_COLUMNS.images,
    rows: IMAGES.map((row) => ({
      ...row,
      file: `${row.image}.png`,
      original_file: "",
      dataset: "",
      skin_tone: "",
      age: "",
    })),
  });
  await writeConfusion(path("confusion.csv"));
  for (const { id } of FIGURE_PARAMS.architectures) {
    const parts = await Promise.all(
      shards.map((images, shard) =>
        writeOutputs(path(`${id}${shard}`), images)
      ),
    );
    for (const port of ["ids", "maps", "logits"] as const) {
      inputs[`${port}.${id}`] = parts.map((part) => part[port]);
    }
    const ids = IMAGES.map(({ image }) => image);
    const split = { train: ids.slice(4), test: ids.slice(0, 4) };
    await Deno.writeTextFile(path(`${id}.json`), JSON.stringify(split));
    inputs[`split.${id}`] = path(`${id}.json`);
  }
  return inputs;
}

/** Maps that light up at the left for the right class and at the right for the other. */
async function writeOutputs(
  prefix: string,
  images: typeof IMAGES,
): Promise<{ ids: string; maps: string; logits: string }> {
  const files = {
    ids: `${prefix}.ids.json`,
    maps: `${prefix}.maps.npy`,
    logits: `${prefix}.logits.npy`,
  };
  const ids = images.map(({ image }) => image);
  const gold = images.map(({ diagnosis }) => CLASSES.indexOf(diagnosis));
  await Deno.writeTextFile(files.ids, JSON.stringify(ids));
  const maps = gold.flatMap((right) =>
    CLASSES.flatMap((_, k) =>
      Array.from({ length: MAP.width * MAP.height }, (_, i) => {
        const x = i % MAP.width;
        return (k === right ? MAP.width - 1 - x : x) / (MAP.width - 1);
      })
    )
  );
  await writeNpy(files.maps, {
    shape: [ids.length, CLASSES.length, MAP.height, MAP.width],
    data: Float32Array.from(maps),
  });
  const logits = images.flatMap(({ image }, n) =>
    CLASSES.map((_, k) =>
      (k === gold[n]) === (image !== IMAGES[0]!.image) ? 2 : 1
    )
  );
  await writeNpy(files.logits, {
    shape: [ids.length, CLASSES.length],
    data: Float32Array.from(logits),
  });
  return files;
}

async function writeConfusion(path: string): Promise<void> {
  const rows = FIGURE_PARAMS.architectures.flatMap(({ id }) =>
    ["0", "1", "all"].flatMap((run) =>
      CLASSES.flatMap((actual, i) =>
        CLASSES.map((predicted, predicted_index) => ({
          model: id,
          run,
          actual,
          predicted_index,
          predicted,
          count: (i === predicted_index ? 8 : 2) * (run === "all" ? 2 : 1),
        }))
      )
    )
  );
  await writeCsv(path, { columns: CONFUSION_COLUMNS, rows });
}
