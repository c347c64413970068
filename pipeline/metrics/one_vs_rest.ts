import type { Confusion } from "./confusion.ts";

/** What {@link oneVsRest} compares with. */
export interface OneVsRestOptions<T> {
  /** The labels held to be true, in the order of the predictions. */
  readonly reference: readonly T[];
  /** The label that counts as positive; every other one is negative. */
  readonly positive: T;
}

/**
 * Counts of one class against all others, over samples that have one label each.
 *
 * With booleans and `positive: true` these are the counts for presence and
 * absence of a single term.
 *
 * @throws {RangeError} If the two lists differ in length.
 */
export function oneVsRest<T>(
  predicted: readonly T[],
  options: OneVsRestOptions<T>,
): Confusion {
  const { reference, positive } = options;
  if (predicted.length !== reference.length) {
    throw new RangeError(
      `Cannot compare ${predicted.length} predictions with ${reference.length} references: supply one reference for each prediction`,
    );
  }
  let tp = 0;
  let fp = 0;
  let fn = 0;
  let tn = 0;
  for (let i = 0; i < predicted.length; i++) {
    if (predicted[i] === positive) {
      if (reference[i] === positive) tp++;
      else fp++;
    } else if (reference[i] === positive) fn++;
    else tn++;
  }
  return { tp, fp, fn, tn };
}
