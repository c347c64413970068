/**
 * The share of predictions that equal their reference, in [0, 1];
 * `undefined` without predictions.
 *
 * @throws {RangeError} If the two lists differ in length.
 */
export function accuracy<T>(
  predicted: readonly T[],
  reference: readonly T[],
): number | undefined {
  const n = predicted.length;
  if (n !== reference.length) {
    throw new RangeError(
      `Cannot compare ${n} predictions with ${reference.length} references: supply one reference for each prediction`,
    );
  }
  if (n === 0) return undefined;
  return predicted.filter((label, i) => label === reference[i]).length / n;
}
