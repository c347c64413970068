import { isByte } from "./examples.ts";
import type { Matrix } from "./matrix.ts";

/** One feature of examples whose classes are known. */
export interface FeatureOfExamples {
  /** A row an example, a column a feature. */
  readonly features: Matrix;
  /** The column. */
  readonly feature: number;
  /** The class of each row, from 0. */
  readonly places: Uint8Array;
  /** How many rows each class has. */
  readonly sizes: Float64Array;
}

/**
 * ln P(category | class) of one feature, smoothed: one list for each category, with
 * one number for each class.
 *
 * @throws {RangeError} If the feature of a row is not a whole number from 0 to 255.
 */
export function categoryLikelihoods(
  { features, feature, places, sizes }: FeatureOfExamples,
  { alpha, minCategories }: {
    readonly alpha: number;
    readonly minCategories: number;
  },
): Float64Array[] {
  const { rows, columns, data } = features;
  const column = Array.from(
    { length: rows },
    (_, row) => data[row * columns + feature]!,
  );
  const odd = column.findIndex((category) => !isByte(category));
  if (odd >= 0) {
    throw new RangeError(
      `Cannot fit category ${
        column[odd]
      }, feature ${feature} of row ${odd}: categories are whole numbers from 0 to 255`,
    );
  }
  const categories = column.reduce(
    (most, category) => Math.max(most, category + 1),
    minCategories,
  );
  const counts = Array.from(
    { length: categories },
    () => new Float64Array(sizes.length),
  );
  for (const [row, category] of column.entries()) {
    counts[category]![places[row]!]!++;
  }
  return counts.map((ofCategory) =>
    ofCategory.map((count, place) =>
      Math.log(count + alpha) - Math.log(sizes[place]! + alpha * categories)
    )
  );
}
