import { type Overlap, overlapConfusion } from "./overlap.ts";
import { f1, iou, npv, precision, sensitivity, specificity } from "./rates.ts";

/** The measures of an explanation against a mask, in the order of tables. */
export const EXPLANATION_MEASURES = [
  "f1",
  "sensitivity",
  "specificity",
  "iou",
  "precision",
  "npv",
  "pointing",
  "mass",
  "rank",
] as const;

/** The name of a measure; see {@link ExplanationScores}. */
export type ExplanationMeasure = (typeof EXPLANATION_MEASURES)[number];

/** Where an explanation's highest values lie; see {@link ExplanationScores}. */
export interface TopShares {
  /** Of its maximum's pixels, in [0, 1]. */
  readonly pointing: number;
  /** Of its |S| highest pixels, in [0, 1]; `undefined` for an empty mask. */
  readonly rank: number | undefined;
}

/**
 * How an explanation A, values in [0, 1] over an image, fits a mask S; each score in
 * [0, 1], or `undefined` where its denominator is 0.
 *
 * - `f1` to `npv`: the fuzzy rates of the dataset paper (Appendix Table 3), after
 *   Crum et al., with Σmin(A, S) as the true positives.
 * - `pointing`: the share of the pixels with the highest value that lie in S, so 1 or
 *   0 if it is one pixel, as in the pointing game (Zhang et al. 2016); 0 for a map
 *   that is 0 everywhere.
 * - `mass`: ΣA over S divided by ΣA, the relevance mass accuracy of Arras et al.
 *   (2022). As S is 0 or 1 everywhere, Σmin(A, S) is ΣA over S: this is `precision`
 *   under the name that users of explanations know.
 * - `rank`: the share of the |S| pixels with the highest values that lie in S, their
 *   relevance rank accuracy. Where some of equally high pixels are among them, the
 *   share that a random choice has on average; so a constant map has |S| / N.
 */
export type ExplanationScores = Readonly<
  Record<ExplanationMeasure, number | undefined>
>;

/** The scores that follow from sums over the image and from the highest values. */
export function explanationScores(
  overlap: Overlap,
  { pointing, rank }: TopShares,
): ExplanationScores {
  const counts = overlapConfusion(overlap);
  const mass = precision(counts);
  return {
    f1: f1(counts),
    sensitivity: sensitivity(counts),
    specificity: specificity(counts),
    iou: iou(counts),
    precision: mass,
    npv: npv(counts),
    pointing,
    mass,
    rank,
  };
}
