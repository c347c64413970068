/**
 * How far numbers are from a reference: ‖found − reference‖ / ‖reference‖ in the
 * Euclidean norm, in float64.
 *
 * @throws {RangeError} If there are not as many of one as of the other.
 */
export function relativeError(
  found: ArrayLike<number>,
  reference: ArrayLike<number>,
): number {
  if (found.length !== reference.length) {
    throw new RangeError(
      `Cannot compare ${found.length} numbers with ${reference.length}`,
    );
  }
  let apart = 0;
  let size = 0;
  for (let i = 0; i < found.length; i++) {
    apart += (found[i]! - reference[i]!) ** 2;
    size += reference[i]! ** 2;
  }
  return Math.sqrt(apart / size);
}
