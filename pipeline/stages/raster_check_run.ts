import { readTar } from "../../data/archive/read_tar.ts";
import { writeCsv } from "../../data/csv.ts";
import { decodeMaskPng } from "../../data/dermx/decode_mask_png.ts";
import {
  area,
  intersectionArea,
  type Mask,
  union,
} from "../../data/dermx/mask.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { type MaskEntry, readMaskIndex } from "./masks/mask_index.ts";
import { readMask } from "./masks/read_mask.ts";
import { RunFile } from "./masks/run_file.ts";
import type { RasterCheckParams } from "./raster_check.ts";
import { sampledPictures } from "./raster_check/sampled_pictures.ts";
import { type MaskId, sampleMasks } from "./raster_check/sample_masks.ts";

const COLUMNS = [
  "image",
  "rater",
  "characteristic",
  "instances",
  "pixels",
  "differing_pixels",
] as const;

/** The pictures of one mask laid over each other, and how many they are. */
interface Released {
  readonly mask: Mask;
  readonly instances: number;
}

/** A row of `raster_check.csv`. */
interface Comparison extends MaskId {
  readonly instances: number;
  /** Pixels of our mask. */
  readonly pixels: number;
  /** Pixels that are in one of the two masks only. */
  readonly differing_pixels: number;
}

/**
 * Decodes the sample's pictures one at a time and passes over all others.
 *
 * @throws {SyntaxError} If an input cannot be parsed.
 * @throws {TypeError} If an input breaks its schema.
 * @throws {RangeError} If a picture is missing or of another size than its
 * annotation says, or if more differs than is tolerated.
 */
export async function run(io: StageIO<RasterCheckParams>): Promise<void> {
  const { sample: size, seed, naming, tolerance } = io.params;
  const archive = io.input("pictures");
  const masks = await readMaskIndex(io.input("masks"));
  const sample = sampleMasks(masks, { size, seed });
  const pictures = await sampledPictures(sample, { archive, naming });
  const released = await layOver(pictures, io);
  using runs = RunFile.open(io.input("runs"));
  const comparisons = sample.map((entry) =>
    compare(entry, { ours: readMask(entry, runs), ...released.get(entry)! })
  ).sort(byName);
  const differing = comparisons.filter((row) => row.differing_pixels > 0);
  const differingPixels = sum(differing, "differing_pixels");
  await writeCsv(io.output("raster_check"), {
    columns: COLUMNS,
    rows: comparisons,
  });
  const summary = {
    masks: masks.length,
    sampled: comparisons.length,
    instances: sum(comparisons, "instances"),
    pixels: sum(comparisons, "pixels"),
    identical: comparisons.length - differing.length,
    differing_masks: differing.length,
    differing_pixels: differingPixels,
  };
  await writeJson(io.output("summary"), summary);
  if (
    differing.length > tolerance.differingMasks ||
    differingPixels > tolerance.differingPixels
  ) {
    throw new RangeError(refusal(io.params, summary, differing));
  }
}

/** Decodes pictures and joins those of one mask. */
async function layOver(
  pictures: ReadonlyMap<string, MaskEntry>,
  io: StageIO<RasterCheckParams>,
): Promise<Map<MaskEntry, Released>> {
  const name = io.input("pictures");
  const released = new Map<MaskEntry, Released>();
  const missing = new Set(pictures.keys());
  const file = await Deno.open(name);
  const files = readTar(file.readable, {
    name,
    wanted: (name) => missing.has(name.normalize("NFC")),
  });
  for await (const { name, bytes } of files) {
    const key = name.normalize("NFC");
    const entry = pictures.get(key)!;
    const mask = decodeMaskPng({ name, bytes });
    if (mask.width !== entry.width || mask.height !== entry.height) {
      throw new RangeError(
        `Cannot compare mask "${name}": it has ${mask.width} x ${mask.height} pixels and its annotation says ${entry.width} x ${entry.height}: supply annotations and masks of one release`,
      );
    }
    const sofar = released.get(entry);
    released.set(entry, {
      mask: sofar === undefined ? mask : union(sofar.mask, mask),
      instances: (sofar?.instances ?? 0) + 1,
    });
    missing.delete(key);
    io.progress(pictures.size - missing.size, {
      total: pictures.size,
      unit: "pictures",
    });
    if (missing.size === 0) break;
  }
  const [first] = missing;
  if (first !== undefined) {
    throw new RangeError(
      `Cannot find ${missing.size} of ${pictures.size} mask pictures in archive "${name}", "${first}" the first of them: supply the whole folder, or set "naming" to what the release uses`,
    );
  }
  return released;
}

function compare(
  { image, rater, characteristic }: MaskId,
  { ours, mask, instances }: Released & { readonly ours: Mask },
): Comparison {
  const pixels = area(ours);
  const differing_pixels = pixels + area(mask) -
    2 * intersectionArea(ours, mask);
  return { image, rater, characteristic, instances, pixels, differing_pixels };
}

function refusal(
  { tolerance }: RasterCheckParams,
  summary: { readonly sampled: number; readonly differing_pixels: number },
  differing: readonly Comparison[],
): string {
  const worst = differing.reduce((a, b) =>
    b.differing_pixels > a.differing_pixels ? b : a
  );
  return `Masks differ from the released pictures: ${differing.length} of ${summary.sampled} masks by ${summary.differing_pixels} pixels, ` +
    `where ${tolerance.differingMasks} masks and ${tolerance.differingPixels} pixels are tolerated, ` +
    `most of all "${worst.characteristic}" of "${worst.image}" by "${worst.rater}" by ${worst.differing_pixels} pixels: ` +
    'check the rule of "data/dermx/rasterise.ts", or that annotations and pictures are of one release';
}

function sum<Key extends string>(
  rows: readonly Readonly<Record<Key, number>>[],
  key: Key,
): number {
  return rows.reduce((total, row) => total + row[key], 0);
}

/** Code unit order, so that the table is the same in every locale. */
function byName(a: MaskId, b: MaskId): number {
  const [p, q] = a.image !== b.image
    ? [a.image, b.image]
    : a.rater !== b.rater
    ? [a.rater, b.rater]
    : [a.characteristic, b.characteristic];
  return p < q ? -1 : 1;
}
