import type { Mask } from "../../data/dermx/mask.ts";
import {
  type ExplanationScores,
  explanationScores,
} from "./explanation_scores.ts";
import { type Overlap, overlapOf } from "./overlap.ts";

/**
 * Scores one mask as an explanation of the image, 1 inside and 0 outside, against
 * another: what `mapScores` gives for that map, from the runs of both alone.
 *
 * @throws {RangeError} If the masks differ in width or height.
 */
export function outlineScores(
  predicted: Mask,
  reference: Mask,
): ExplanationScores {
  const overlap = overlapOf(predicted, reference);
  return explanationScores(overlap, {
    pointing: overlap.predicted === 0
      ? 0
      : overlap.intersection / overlap.predicted,
    rank: rank(overlap),
  });
}

/**
 * With A pixels of 1, of which I lie in S: where |S| ≤ A, all |S| highest pixels are a
 * choice from A. Else A is among them whole, and |S| − A are a choice from the N − A
 * pixels of 0, of which |S| − I lie in S.
 */
function rank(
  { predicted, reference, intersection, pixels }: Overlap,
): number | undefined {
  if (reference === 0) return undefined;
  if (reference <= predicted) return intersection / predicted;
  const chosen = (reference - predicted) / (pixels - predicted);
  return (intersection + (reference - intersection) * chosen) / reference;
}
