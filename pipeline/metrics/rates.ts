import type { Confusion } from "./confusion.ts";

/**
 * F1 = 2TP / (2TP + FP + FN), in [0, 1].
 *
 * Over pixels this is the Dice score, 2Σmin(A, S) / (ΣA + ΣS): the first row
 * of the dataset paper's Appendix Table 3. `undefined` if neither side has a
 * positive.
 */
export function f1({ tp, fp, fn }: Confusion): number | undefined {
  return ratio(2 * tp, 2 * tp + fp + fn);
}

/**
 * Sensitivity = TP / (TP + FN), in [0, 1]; over pixels Σmin(A, S) / ΣS
 * (dataset paper, Appendix Table 3). `undefined` if the reference has no
 * positive.
 */
export function sensitivity({ tp, fn }: Confusion): number | undefined {
  return ratio(tp, tp + fn);
}

/**
 * Specificity = TN / (TN + FP), in [0, 1]; over pixels
 * Σmin(1 − A, 1 − S) / Σ(1 − S) (dataset paper, Appendix Table 3).
 * `undefined` if the reference has no negative.
 */
export function specificity({ tn, fp }: Confusion): number | undefined {
  return ratio(tn, tn + fp);
}

/**
 * Precision = TP / (TP + FP), in [0, 1]: sensitivity with the two sides
 * exchanged. `undefined` if the prediction has no positive.
 */
export function precision({ tp, fp }: Confusion): number | undefined {
  return ratio(tp, tp + fp);
}

/**
 * Negative predictive value = TN / (TN + FN), in [0, 1]: specificity with the
 * two sides exchanged; over pixels Σmin(1 − A, 1 − S) / Σ(1 − A). `undefined`
 * if the prediction has no negative.
 */
export function npv({ tn, fn }: Confusion): number | undefined {
  return ratio(tn, tn + fn);
}

/**
 * Intersection over union = TP / (TP + FP + FN), in [0, 1]; it equals
 * F1 / (2 − F1). `undefined` if neither side has a positive.
 */
export function iou({ tp, fp, fn }: Confusion): number | undefined {
  return ratio(tp, tp + fp + fn);
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
