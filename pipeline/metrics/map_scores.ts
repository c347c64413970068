import { area, type Mask } from "../../data/dermx/mask.ts";
import {
  type ExplanationScores,
  explanationScores,
} from "./explanation_scores.ts";
import type { FixedPointMap } from "./fixed_point_map.ts";
import { topShares } from "./top_shares.ts";

/**
 * Scores one map against many masks of its size. What is done once for the map
 * grows with its pixels, what is done for a mask with its runs.
 *
 * @returns The scores against each mask, in the order given.
 * @throws {RangeError} If a mask has another size than the map.
 */
export function mapScores(
  map: FixedPointMap,
  masks: readonly Mask[],
): ExplanationScores[] {
  const predicted = map.sum;
  const pixels = map.levels.length;
  // S is 0 or 1 everywhere, so min(A, S) is A inside S and 0 outside.
  const overlaps = masks.map((mask) => ({
    predicted,
    reference: area(mask),
    intersection: map.sumWithin(mask),
    pixels,
  }));
  return topShares(map, masks).map((shares, i) =>
    explanationScores(overlaps[i]!, shares)
  );
}
