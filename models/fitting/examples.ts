import type { Matrix } from "./matrix.ts";

/** Rows whose classes are known, for a classifier to learn from. */
export interface Examples {
  /** A row an example, a column a feature. */
  readonly features: Matrix;
  /**
   * The class of each row, a whole number from 0 to 255. Of several outputs: those of
   * the first row, then those of the second, and so on.
   */
  readonly labels: ArrayLike<number>;
}

/**
 * Makes sure that there are examples and that their parts fit together.
 *
 * @param outputs How many labels a row has.
 * @throws {RangeError} Naming the first thing that does not fit.
 */
export function checkExamples(
  { features, labels }: Examples,
  outputs: number,
): void {
  const { rows, columns } = features;
  if (rows === 0) {
    throw new RangeError("Cannot fit to no examples: supply at least one");
  }
  checkFeatures(features, columns);
  if (!(Number.isInteger(outputs) && outputs > 0)) {
    throw new RangeError(
      `Cannot fit ${outputs} outputs: "outputs" is a whole number above 0`,
    );
  }
  if (labels.length !== rows * outputs) {
    throw new RangeError(
      `Cannot fit ${rows} rows to ${labels.length} labels: supply ${
        outputs === 1 ? "one label" : `${outputs} labels`
      } a row`,
    );
  }
  for (let i = 0; i < labels.length; i++) {
    if (isByte(labels[i]!)) continue;
    throw new RangeError(
      `Cannot fit row ${Math.floor(i / outputs)} of class ${
        labels[i]
      }: classes are whole numbers from 0 to 255`,
    );
  }
}

/**
 * Makes sure that a matrix has the columns that a classifier knows, and numbers only.
 *
 * @throws {RangeError} Naming the first thing that does not fit.
 */
export function checkFeatures(
  { rows, columns, data }: Matrix,
  known: number,
): void {
  if (columns !== known) {
    throw new RangeError(
      `Cannot classify rows of ${columns} features: supply the ${known} that were fitted`,
    );
  }
  if (data.length !== rows * columns) {
    throw new RangeError(
      `Cannot read ${rows} rows of ${columns} features from ${data.length} numbers: supply all features of each row`,
    );
  }
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    throw new RangeError(
      `Cannot use ${data[i]}, feature ${i % columns} of row ${
        Math.floor(i / columns)
      }: supply finite numbers`,
    );
  }
}

/** Whether a number is a whole one from 0 to 255, as classes and categories are. */
export function isByte(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 255;
}
