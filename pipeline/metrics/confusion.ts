/**
 * How a binary judgement relates to a reference, sample by sample.
 *
 * A sample is an image (was the term selected?) or a pixel (is it inside the
 * outline?). The four counts are never negative; for fuzzy pixels in [0, 1]
 * they are sums rather than whole numbers.
 */
export interface Confusion {
  /** True positives: in the prediction and in the reference. */
  readonly tp: number;
  /** False positives: in the prediction only. */
  readonly fp: number;
  /** False negatives: in the reference only. */
  readonly fn: number;
  /** True negatives: in neither. */
  readonly tn: number;
}

/** The counts as seen from the other side: prediction and reference exchange their parts. */
export function exchangeSides({ tp, fp, fn, tn }: Confusion): Confusion {
  return { tp, fp: fn, fn: fp, tn };
}
