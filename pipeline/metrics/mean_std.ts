/**
 * The divisor of the variance: `"population"` divides by n, `"sample"` by
 * n − 1. NumPy's default is the first, pandas' the second.
 */
export type StdKind = "population" | "sample";

/** What {@link meanStd} returns. */
export interface MeanStd {
  /** `undefined` without values. */
  readonly mean: number | undefined;
  /** Never negative; `undefined` without values, and for `"sample"` with fewer than two. */
  readonly std: number | undefined;
}

/** Arithmetic mean and standard deviation, by two passes in the order given. */
export function meanStd(
  values: readonly number[],
  options: { readonly std: StdKind },
): MeanStd {
  const n = values.length;
  if (n === 0) return { mean: undefined, std: undefined };
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const divisor = options.std === "population" ? n : n - 1;
  return {
    mean,
    std: divisor === 0 ? undefined : Math.sqrt(squares / divisor),
  };
}
