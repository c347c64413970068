import { ClassTally, type Targets } from "./class_tally.ts";
import type { Matrix } from "./matrix.ts";

/** A question that parts rows in two. */
export interface Question {
  /** The column that it asks about. */
  readonly feature: number;
  /** Rows whose feature is at most this are on the low side. */
  readonly threshold: number;
}

/**
 * The question that leaves the least of Gini's impurity on its two sides together,
 * weighted by their rows; `undefined` if the rows have equal features.
 *
 * Of equally good questions it is the one about the lowest column, and of those the
 * one with the lowest threshold. Impurities are added up in scikit-learn's order, so
 * that what rounding makes of nearly equal ones is the same.
 *
 * @param rows At least one row of the table.
 */
export function bestSplit(
  rows: Uint32Array,
  { features, targets }: {
    readonly features: Matrix;
    readonly targets: Targets;
  },
): Question | undefined {
  const { columns, data } = features;
  let best: Question | undefined;
  let least = Infinity;
  for (let feature = 0; feature < columns; feature++) {
    const value = (row: number) => data[row * columns + feature]!;
    const first = value(rows[0]!);
    if (rows.every((row) => value(row) === first)) continue;
    const sorted = rows.toSorted((a, b) => value(a) - value(b));
    const low = new ClassTally(targets);
    const high = new ClassTally(targets, sorted);
    for (let i = 1; i < sorted.length; i++) {
      low.add(sorted[i - 1]!);
      high.remove(sorted[i - 1]!);
      const below = value(sorted[i - 1]!);
      const above = value(sorted[i]!);
      if (below === above) continue;
      const left = high.rows * high.gini() + low.rows * low.gini();
      if (left < least) {
        least = left;
        best = { feature, threshold: between(below, above) };
      }
    }
  }
  return best;
}

/** Halfway, but never the upper of two neighbouring numbers. */
function between(below: number, above: number): number {
  const middle = below / 2 + above / 2;
  return middle < above ? middle : below;
}
