import { type FixedPointMap, FULL_LEVEL } from "./fixed_point_map.ts";
import type { FuzzyMask } from "./fuzzy_mask.ts";

/**
 * Σ min(A, S) of a map A and a fuzzy set S, exact: how much of each pixel is in both
 * (Crum, Camara and Hill 2006, for fuzzy labels). The work grows with the pixels of the
 * set's runs.
 *
 * @throws {RangeError} If the set is of another size.
 */
export function fuzzyOverlap(map: FixedPointMap, mask: FuzzyMask): number {
  const { width, height, runs } = mask;
  if (width !== map.width || height !== map.height) {
    throw new RangeError(
      `Cannot compare a map of ${map.width} x ${map.height} pixels with a fuzzy mask of ${width} x ${height}: bring both to one size`,
    );
  }
  const { levels } = map;
  let sum = 0;
  for (let i = 0; i < runs.length; i += 3) {
    const end = runs[i + 1]!;
    const most = runs[i + 2]!;
    for (let pixel = runs[i]!; pixel < end; pixel++) {
      const level = levels[pixel]!;
      sum += level < most ? level : most;
    }
  }
  return sum / FULL_LEVEL;
}
