/** A batch of pictures of floating-point channels, as networks take them. */
export interface FloatBatch {
  /** Pictures, channels, rows, columns; each at least 1. */
  readonly dims: readonly [number, number, number, number];
  /** The values in row-major order. */
  readonly data: Float32Array<ArrayBuffer>;
}

/** What a target pixel is made of along one axis: two source pixels and their weights. */
interface Taps {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly lowWeight: Float32Array;
  readonly highWeight: Float32Array;
}

/**
 * Resizes as torch's `interpolate(mode="bilinear", align_corners=False)` and
 * torchvision's `Resize` of tensors do: two neighbours an axis about half-pixel
 * centres, edges repeated, no anti-aliasing. The aspect ratio is not kept.
 *
 * Rounds as torch 1.13 does on processors with fused multiply-add: there, several
 * channels of more than one pixel are equal bit for bit. For other shapes, memory
 * orders and processors torch takes other kernels, which differ from this, and
 * from each other, by up to 2 units in the last place.
 *
 * @throws {RangeError} If a side is not a positive integer, or the data do not fit
 * the dimensions.
 */
export function resizeTorch(
  batch: FloatBatch,
  { width, height }: { readonly width: number; readonly height: number },
): FloatBatch {
  const [pictures, channels, rows, columns] = batch.dims;
  for (const side of [...batch.dims, height, width]) {
    if (!Number.isSafeInteger(side) || side < 1) {
      throw new RangeError(
        `Cannot resize a batch of ${
          batch.dims.join(" x ")
        } to ${height} x ${width}: sides are integers from 1 on`,
      );
    }
  }
  if (batch.data.length !== pictures * channels * rows * columns) {
    throw new RangeError(
      `Cannot resize a batch of ${
        batch.dims.join(" x ")
      }: it has ${batch.data.length} values`,
    );
  }
  const x = taps(columns, width);
  const y = taps(rows, height);
  const data = new Float32Array(pictures * channels * height * width);
  const from = batch.data;
  let out = 0;
  for (let plane = 0; plane < pictures * channels; plane++) {
    const start = plane * rows * columns;
    for (let i = 0; i < height; i++) {
      const upper = start + y.low[i]! * columns;
      const lower = start + y.high[i]! * columns;
      const upperWeight = y.lowWeight[i]!;
      const lowerWeight = y.highWeight[i]!;
      for (let j = 0; j < width; j++) {
        const left = x.low[j]!;
        const right = x.high[j]!;
        const a = x.lowWeight[j]!;
        const b = x.highWeight[j]!;
        const above = blend(from[upper + left]!, a, from[upper + right]! * b);
        const below = blend(from[lower + left]!, a, from[lower + right]! * b);
        data[out++] = blend(above, upperWeight, below * lowerWeight);
      }
    }
  }
  return { dims: [pictures, channels, height, width], data };
}

/** One fused multiply-add in single precision: the product is not rounded, the other term is. */
function blend(value: number, weight: number, other: number): number {
  return Math.fround(value * weight + Math.fround(other));
}

function taps(from: number, to: number): Taps {
  // Torch keeps the scale in single and the position in double precision.
  const scale = Math.fround(from / to);
  const low = new Int32Array(to);
  const high = new Int32Array(to);
  const lowWeight = new Float32Array(to);
  const highWeight = new Float32Array(to);
  for (let i = 0; i < to; i++) {
    const position = from === to ? i : Math.max(0, scale * (i + 0.5) - 0.5);
    low[i] = Math.min(Math.trunc(position), from - 1);
    high[i] = Math.min(low[i]! + 1, from - 1);
    highWeight[i] = Math.min(position - low[i]!, 1);
    lowWeight[i] = 1 - highWeight[i]!;
  }
  return { low, high, lowWeight, highWeight };
}
