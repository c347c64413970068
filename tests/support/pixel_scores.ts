import type { Mask } from "../../data/dermx/mask.ts";
import type { ExplanationScores } from "../../pipeline/metrics/explanation_scores.ts";

/** The pixels of a mask, one value each. */
export function pixelsOf({ width, height, runs }: Mask): boolean[] {
  const pixels = Array<boolean>(width * height).fill(false);
  for (let i = 0; i < runs.length; i += 2) {
    pixels.fill(true, runs[i], runs[i + 1]);
  }
  return pixels;
}

/** The mask of some pixels, by looking at every one. */
export function maskOf(
  pixels: readonly boolean[],
  { width, height }: { width: number; height: number },
): Mask {
  const runs: number[] = [];
  for (let i = 0; i <= pixels.length; i++) {
    if ((pixels[i] ?? false) !== (pixels[i - 1] ?? false)) runs.push(i);
  }
  return { width, height, runs: Uint32Array.from(runs) };
}

/**
 * The scores of a map against a mask as their definitions read, pixel by pixel:
 * minima and maxima of both, and the pixels in order of their values. Values that
 * differ by less than 2 ** -31 may count as equal, so take them some steps apart.
 */
export function pixelScores(
  map: readonly number[],
  mask: readonly boolean[],
): ExplanationScores {
  const inside = mask.map(Number);
  const sum = (value: (a: number, s: number) => number): number =>
    map.reduce((total, a, i) => total + value(a, inside[i]!), 0);
  const ratio = (part: number, whole: number): number | undefined =>
    whole === 0 ? undefined : part / whole;

  const both = sum(Math.min);
  const neither = sum((a, s) => Math.min(1 - a, 1 - s));
  const shown = sum((a) => a);
  const size = sum((_, s) => s);

  const top = Math.max(...map);
  const highest = map.filter((a) => a === top).length;
  const highestInside = map.filter((a, i) => a === top && mask[i]).length;

  // With equal values in every order, the average takes their share of the places.
  const descending = map.toSorted((a, b) => b - a);
  const threshold = descending[size - 1]!;
  const higher = map.filter((a) => a > threshold).length;
  const equal = map.filter((a) => a === threshold).length;
  const hits = map.filter((a, i) => a > threshold && mask[i]).length +
    map.filter((a, i) => a === threshold && mask[i]).length *
      (size - higher) / equal;

  return {
    f1: ratio(2 * both, shown + size),
    sensitivity: ratio(both, size),
    specificity: ratio(neither, sum((_, s) => 1 - s)),
    iou: ratio(both, sum(Math.max)),
    precision: ratio(both, shown),
    npv: ratio(neither, sum((a) => 1 - a)),
    pointing: top === 0 ? 0 : highestInside / highest,
    mass: ratio(sum((a, s) => a * s), shown),
    rank: size === 0 ? undefined : hits / size,
  };
}
