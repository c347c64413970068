import { KERNELS, type PillowFilter } from "./pillow_filter.ts";
import type { Raster } from "./raster.ts";
import { resampleWeights, WEIGHT_BITS } from "./resample_weights.ts";
import { resizeNearest } from "./resize_nearest.ts";

/** The size to reach and the way there. */
export interface ResizeOptions {
  /** Pixels in a row, at least 1. */
  readonly width: number;
  /** Rows, at least 1. */
  readonly height: number;
  /** The filter; when shrinking, all but nearest take every source pixel in. */
  readonly filter: PillowFilter;
}

/**
 * Resizes a picture byte for byte as Pillow's `Image.resize` does (modes `L` and
 * `RGB`; checked against 9.4): first rows, then columns, each with weights in
 * 22-bit fixed point and rounded to a byte. The aspect ratio is not kept.
 *
 * Channels do not mix. Pillow multiplies colours by alpha first; drop alpha before.
 *
 * @throws {RangeError} If a side is not a positive integer, or the data do not fit
 * the picture's sides.
 */
export function resizePillow(image: Raster, options: ResizeOptions): Raster {
  const { width, height, filter } = options;
  for (const side of [width, height, image.width, image.height]) {
    if (!Number.isSafeInteger(side) || side < 1) {
      throw new RangeError(
        `Cannot resize ${image.width} x ${image.height} to ${width} x ${height} pixels: sides are integers from 1 on`,
      );
    }
  }
  const pixels = image.width * image.height;
  if (image.data.length === 0 || image.data.length % pixels !== 0) {
    throw new RangeError(
      `Cannot resize a picture of ${image.width} x ${image.height} pixels: it has ${image.data.length} bytes, no multiple of ${pixels}`,
    );
  }
  if (image.width === width && image.height === height) {
    return { width, height, data: image.data.slice() };
  }
  if (filter === "nearest") return resizeNearest(image, { width, height });
  let resized = image;
  if (width !== image.width) resized = resizeRows(resized, { width, filter });
  if (height !== image.height) {
    resized = resizeColumns(resized, { height, filter });
  }
  return resized;
}

type WeighingFilter = Exclude<PillowFilter, "nearest">;

const HALF = 1 << (WEIGHT_BITS - 1);

function resizeRows(
  source: Raster,
  { width, filter }: { width: number; filter: WeighingFilter },
): Raster {
  const { height, data: from } = source;
  const channels = from.length / (source.width * height);
  const { first, count, weights, stride } = resampleWeights(KERNELS[filter], {
    from: source.width,
    to: width,
  });
  // Clamped, not wrapped, as bicubic and lanczos leave 0–255.
  const data = new Uint8ClampedArray(width * height * channels);
  let out = 0;
  for (let y = 0; y < height; y++) {
    const row = y * source.width * channels;
    for (let x = 0; x < width; x++) {
      const start = row + first[x]! * channels;
      const end = start + count[x]! * channels;
      for (let c = 0; c < channels; c++) {
        let sum = HALF;
        let weight = x * stride;
        for (let at = start + c; at < end; at += channels) {
          sum = sum + Math.imul(from[at]!, weights[weight++]!) | 0;
        }
        data[out++] = sum >> WEIGHT_BITS;
      }
    }
  }
  return { width, height, data: new Uint8Array(data.buffer) };
}

function resizeColumns(
  source: Raster,
  { height, filter }: { height: number; filter: WeighingFilter },
): Raster {
  const { width, data: from } = source;
  const bytes = from.length / source.height;
  const { first, count, weights, stride } = resampleWeights(KERNELS[filter], {
    from: source.height,
    to: height,
  });
  const data = new Uint8ClampedArray(bytes * height);
  const sums = new Int32Array(bytes);
  for (let y = 0; y < height; y++) {
    sums.fill(HALF);
    for (let k = 0; k < count[y]!; k++) {
      const weight = weights[y * stride + k]!;
      const row = (first[y]! + k) * bytes;
      for (let i = 0; i < bytes; i++) {
        sums[i] = sums[i]! + Math.imul(from[row + i]!, weight) | 0;
      }
    }
    const out = y * bytes;
    for (let i = 0; i < bytes; i++) data[out + i] = sums[i]! >> WEIGHT_BITS;
  }
  return { width, height, data: new Uint8Array(data.buffer) };
}
