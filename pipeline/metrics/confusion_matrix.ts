import type { Confusion } from "./confusion.ts";

/** Counts of samples: a row for each actual class, a column for each predicted class. */
export type ConfusionMatrix = readonly (readonly number[])[];

/**
 * Counts of the class at an index against all others.
 *
 * @throws {RangeError} If the matrix is not square or has no such class.
 */
export function classConfusion(
  matrix: ConfusionMatrix,
  index: number,
): Confusion {
  assertSquare(matrix);
  const actual = matrix[index];
  if (actual === undefined) {
    throw new RangeError(
      `Cannot find class ${index} in a matrix of ${matrix.length} classes: use an index from 0 to ${
        matrix.length - 1
      }`,
    );
  }
  const tp = actual[index] ?? 0;
  const fn = sum(actual) - tp;
  const fp = sum(matrix.map((row) => row[index] ?? 0)) - tp;
  return { tp, fp, fn, tn: sum(matrix.flat()) - tp - fp - fn };
}

/**
 * The share of samples on the diagonal, in [0, 1]; `undefined` for an empty matrix.
 *
 * @throws {RangeError} If the matrix is not square.
 */
export function matrixAccuracy(matrix: ConfusionMatrix): number | undefined {
  assertSquare(matrix);
  const samples = sum(matrix.flat());
  return samples === 0
    ? undefined
    : sum(matrix.map((row, i) => row[i] ?? 0)) / samples;
}

function assertSquare(matrix: ConfusionMatrix): void {
  const ragged = matrix.findIndex((row) => row.length !== matrix.length);
  if (ragged !== -1) {
    throw new RangeError(
      `Cannot use a confusion matrix of ${matrix.length} rows whose row ${ragged} has ${
        matrix[ragged]?.length
      } columns: give it one column for each row`,
    );
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
