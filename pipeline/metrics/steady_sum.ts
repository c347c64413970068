/**
 * The sum of numbers, the same to the last bit in whatever order they come: they are
 * added up in order of size.
 */
export function steadySum(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b).reduce((sum, x) => sum + x, 0);
}

/** Their mean, the same in whatever order they come; `undefined` without values. */
export function steadyMean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : steadySum(values) / values.length;
}
