import type { Matrix } from "./matrix.ts";

/** The mean and the spread of each column. */
export interface Standardisation {
  /** One a column. */
  readonly means: Float64Array;
  /**
   * Standard deviations with the divisor n; 1 for a column that does not vary, which
   * standardising then makes zero.
   */
  readonly scales: Float64Array;
}

/**
 * What standardises the columns of a matrix to mean 0 and standard deviation 1, as
 * scikit-learn's `StandardScaler` does.
 *
 * @throws {RangeError} If there are no rows.
 */
export function standardisation(
  { rows, columns, data }: Matrix,
): Standardisation {
  if (rows === 0) {
    throw new RangeError("Cannot standardise no rows: supply at least one");
  }
  const means = new Float64Array(columns);
  const scales = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    let largest = 0;
    for (let i = 0; i < rows; i++) {
      const x = data[i * columns + j]!;
      sum += x;
      largest = Math.max(largest, Math.abs(x));
    }
    const mean = sum / rows;
    let squares = 0;
    for (let i = 0; i < rows; i++) {
      squares += (data[i * columns + j]! - mean) ** 2;
    }
    const deviation = Math.sqrt(squares / rows);
    means[j] = mean;
    // Below this, what is left is the rounding of the mean.
    scales[j] = deviation > 1e-12 * largest ? deviation : 1;
  }
  return { means, scales };
}

/** A matrix with its columns standardised. */
export function standardised(
  { rows, columns, data }: Matrix,
  { means, scales }: Standardisation,
): Matrix {
  const made = Float64Array.from(
    data,
    (x, i) => (x - means[i % columns]!) / scales[i % columns]!,
  );
  return { rows, columns, data: made };
}
