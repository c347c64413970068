/**
 * Makes sure that the folds of two networks test the same images, and none twice: only
 * then do their numbers stand beside each other.
 *
 * @param folds The test images by fold.
 * @throws {RangeError} If they do not.
 */
export function checkFolds(
  folds: readonly (readonly string[])[],
  { name, expected, source }: {
    /** Whose folds these are. */
    readonly name: string;
    /** The test images that are wanted, by fold; whatever is wanted if absent. */
    readonly expected?: readonly (readonly string[])[] | undefined;
    /** Whose those are. */
    readonly source?: string | undefined;
  },
): void {
  const seen = new Map<string, number>();
  for (const [fold, images] of folds.entries()) {
    for (const image of images) {
      const other = seen.get(image);
      if (other !== undefined) {
        throw new RangeError(
          `Cannot judge "${name}": "${image}" is tested in fold ${other} and in fold ${fold}: test every image once`,
        );
      }
      seen.set(image, fold);
    }
  }
  if (expected === undefined) return;
  if (folds.length !== expected.length) {
    throw new RangeError(
      `Cannot compare "${name}" with ${source}: one has ${folds.length} folds and the other ${expected.length}: supply the same folds of both`,
    );
  }
  for (const [fold, images] of folds.entries()) {
    const [odd] = new Set(images).symmetricDifference(new Set(expected[fold]));
    if (odd === undefined) continue;
    throw new RangeError(
      `Cannot compare "${name}" with ${source}: only one of them tests "${odd}" in fold ${fold}: supply the same folds of both`,
    );
  }
}
