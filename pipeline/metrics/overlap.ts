import { area, intersectionArea, type Mask } from "../../data/dermx/mask.ts";
import type { Confusion } from "./confusion.ts";

/** How much of an image two maps cover, alone and together, in pixels. */
export interface Overlap {
  /** |A|, the prediction: the sum of its pixels. */
  readonly predicted: number;
  /** |B|, the reference: the sum of its pixels. */
  readonly reference: number;
  /** |A ∩ B|: the sum of the smaller of both at each pixel. */
  readonly intersection: number;
  /** N, all pixels of the image. */
  readonly pixels: number;
}

/** The overlap of two masks of one image. */
export function overlapOf(predicted: Mask, reference: Mask): Overlap {
  return {
    predicted: area(predicted),
    reference: area(reference),
    intersection: intersectionArea(predicted, reference),
    pixels: predicted.width * predicted.height,
  };
}

/**
 * The overlap as counts of pixels, so that F1 is Dice and every rate of a
 * diagnosis is a rate of an outline too.
 *
 * With A and B in [0, 1] it is also the fuzzy overlap of the dataset paper's
 * Appendix Table 3, since min(1 − A, 1 − B) = 1 − A − B + min(A, B).
 */
export function overlapConfusion(overlap: Overlap): Confusion {
  const { predicted, reference, intersection, pixels } = overlap;
  return {
    tp: intersection,
    fp: predicted - intersection,
    fn: reference - intersection,
    tn: pixels - predicted - reference + intersection,
  };
}
