import { ClassTally, targetsOf } from "./class_tally.ts";
import type { Classifier } from "./classifier.ts";
import { checkExamples, checkFeatures, type Examples } from "./examples.ts";
import type { Matrix } from "./matrix.ts";

/** A classifier by the examples that are most alike. */
export interface NearestNeighbours extends Classifier {
  /**
   * The examples next to each row, nearest first: rows × k indexes.
   *
   * @throws {RangeError} As `predict` does.
   */
  neighbours(features: Matrix): Uint32Array<ArrayBuffer>;
}

/** What {@link nearestNeighbours} is told beside the examples. */
export interface NearestNeighboursOptions {
  /** How many examples vote, from 1 to all; 5 unless said. */
  readonly k?: number;
  /** How many labels a row has; 1 unless said. */
  readonly outputs?: number;
}

/**
 * Classification by the k nearest examples, with the defaults of scikit-learn's
 * `KNeighborsClassifier`: Euclidean distance, one vote each, the class with the most
 * votes, of equals the lowest. With several outputs each has a vote of its own: if
 * they part a row's class into yes and no, all may say no.
 *
 * Of examples at the same distance the earlier row is the nearer one. With few binary
 * features such ties are the rule, and they decide many votes. scikit-learn says no
 * more than that the order of the rows decides them: its choice comes of its k-d tree
 * or, by brute force, of a heap, and differs between its algorithms and versions. Its
 * answers are the same where the choice makes no difference, and everywhere if a
 * feature is added to the examples that grows a very little with each row. Other
 * choices come of rows in another order.
 *
 * @param examples Not to be changed afterwards.
 * @throws {RangeError} If there are fewer rows than neighbours, the labels do not fit,
 * or a number is not finite.
 */
export function nearestNeighbours(
  examples: Examples,
  { k = 5, outputs = 1 }: NearestNeighboursOptions = {},
): NearestNeighbours {
  checkExamples(examples, outputs);
  const { features } = examples;
  if (!(Number.isInteger(k) && k >= 1 && k <= features.rows)) {
    throw new RangeError(
      `Cannot let ${k} of ${features.rows} examples vote: "k" is a whole number from 1 to ${features.rows}`,
    );
  }
  const targets = targetsOf(examples.labels, outputs);

  const neighbours = (asked: Matrix): Uint32Array<ArrayBuffer> => {
    checkFeatures(asked, features.columns);
    const all = new Uint32Array(asked.rows * k);
    for (let row = 0; row < asked.rows; row++) {
      const squares = squaredDistances(features, { asked, row });
      all.set(leastIndexes(squares, k), row * k);
    }
    return all;
  };

  return {
    neighbours,
    predict(asked): Uint8Array<ArrayBuffer> {
      const voters = neighbours(asked);
      const labels = new Uint8Array(asked.rows * outputs);
      for (let row = 0; row < asked.rows; row++) {
        const tally = new ClassTally(
          targets,
          voters.subarray(row * k, (row + 1) * k),
        );
        labels.set(tally.majority(), row * outputs);
      }
      return labels;
    },
  };
}

/** From one row that is asked about to all examples. */
function squaredDistances(
  { rows, columns, data }: Matrix,
  { asked, row }: { readonly asked: Matrix; readonly row: number },
): Float64Array {
  const squares = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const apart = data[i * columns + j]! - asked.data[row * columns + j]!;
      squares[i]! += apart * apart;
    }
  }
  return squares;
}

/** The indexes of the k least numbers, in order; of equals the first. */
function leastIndexes(values: Float64Array, k: number): number[] {
  const least: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (least.length === k && values[i]! >= values[least[k - 1]!]!) continue;
    let place = least.length;
    while (place > 0 && values[i]! < values[least[place - 1]!]!) place--;
    least.splice(place, 0, i);
    if (least.length > k) least.pop();
  }
  return least;
}
