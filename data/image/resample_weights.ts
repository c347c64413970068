import type { FilterKernel } from "./pillow_filter.ts";

/** Bits behind the binary point of a weight: 32 less 8 for the pixel and 2 for the sum. */
export const WEIGHT_BITS = 22;

/** Which source pixels make up each target pixel of one axis, and by how much. */
export interface ResampleWeights {
  /** The first source pixel of each target pixel. */
  readonly first: Int32Array;
  /** How many source pixels each target pixel has. */
  readonly count: Int32Array;
  /** `stride` weights a target pixel, times 2^{@link WEIGHT_BITS}; they add up to about 1. */
  readonly weights: Int32Array;
  /** Places a target pixel has in `weights`. */
  readonly stride: number;
}

/**
 * Computes the weights of one axis as Pillow's `precompute_coeffs` and
 * `normalize_coeffs_8bpc` do: when shrinking, the kernel is stretched by the factor,
 * so that no source pixel is skipped.
 *
 * @param from Source pixels along the axis.
 * @param to Target pixels along the axis.
 */
export function resampleWeights(
  kernel: FilterKernel,
  { from, to }: { readonly from: number; readonly to: number },
): ResampleWeights {
  const scale = from / to;
  const stretch = Math.max(1, scale);
  const support = kernel.support * stretch;
  const stride = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const weights = new Int32Array(to * stride);
  const row = new Float64Array(stride);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(from, Math.trunc(centre + support + 0.5));
    // Pillow multiplies by the reciprocal; dividing would round differently.
    const shrink = 1 / stretch;
    let sum = 0;
    for (let k = 0; k < end - start; k++) {
      row[k] = kernel.weight((k + start - centre + 0.5) * shrink);
      sum += row[k]!;
    }
    for (let k = 0; k < end - start; k++) {
      const weight = sum === 0 ? row[k]! : row[k]! / sum;
      const half = weight < 0 ? -0.5 : 0.5;
      weights[i * stride + k] = half + weight * (1 << WEIGHT_BITS);
    }
    first[i] = start;
    count[i] = end - start;
  }
  return { first, count, weights, stride };
}
