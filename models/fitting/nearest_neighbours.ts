import { ClassTally, targetsOf } from "./class_tally.ts";
import type { Classifier } from "./classifier.ts";
import { checkExamples, checkFeatures, type Examples } from "./examples.ts";
import type { Matrix } from "./matrix.ts";

/** A classifier by the examples that are most alike. */
export interface NearestNeighbours extends Classifier {
  /**
   * The examples that vote about each row, nearest first and equally near ones in
   * their order: their indexes.
   *
   * @throws {RangeError} As `predict` does.
   */
  neighbours(features: Matrix): Uint32Array<ArrayBuffer>[];
}

/** What {@link nearestNeighbours} is told beside the examples. */
export interface NearestNeighboursOptions {
  /** How many examples vote, from 1 to all; 5 unless said. */
  readonly k?: number;
  /**
   * Who votes of the examples that are as near as the last of the k: the `"earlier"`
   * rows, so that k vote, unless said; or `"all"`.
   */
  readonly ties?: "earlier" | "all";
  /** How many labels a row has; 1 unless said. */
  readonly outputs?: number;
}

/**
 * Classification by the k nearest examples, with the defaults of scikit-learn's
 * `KNeighborsClassifier`: Euclidean distance, one vote each, the class with the most
 * votes, of equals the lowest. With several outputs each has a vote of its own: if
 * they part a row's class into yes and no, all may say no.
 *
 * With few binary features most rows have more than k examples at the same distance,
 * and who of them votes decides the result. If the earlier ones do, it is the order of
 * the examples that decides, and examples sorted by class favour the first classes.
 * scikit-learn promises no more than that their order matters: its choice comes of a
 * k-d tree or a heap and differs between its algorithms. Its answers are the same
 * where the choice makes no difference, and everywhere if the examples have one more
 * feature that grows very little from row to row. If all vote, no order matters.
 *
 * @param examples Not to be changed afterwards.
 * @throws {RangeError} If there are fewer rows than neighbours, the labels do not fit,
 * or a number is not finite.
 */
export function nearestNeighbours(
  examples: Examples,
  { k = 5, ties = "earlier", outputs = 1 }: NearestNeighboursOptions = {},
): NearestNeighbours {
  checkExamples(examples, outputs);
  const { features } = examples;
  if (!(Number.isInteger(k) && k >= 1 && k <= features.rows)) {
    throw new RangeError(
      `Cannot let ${k} of ${features.rows} examples vote: "k" is a whole number from 1 to ${features.rows}`,
    );
  }
  const targets = targetsOf(examples.labels, outputs);

  const neighbours = (asked: Matrix): Uint32Array<ArrayBuffer>[] => {
    checkFeatures(asked, features.columns);
    return Array.from({ length: asked.rows }, (_, row) => {
      const squares = squaredDistances(features, { asked, row });
      const first = leastOf(squares, k);
      if (ties === "earlier") return first;
      const limit = squares[first[k - 1]!]!;
      const nearer = first.filter((i) => squares[i]! < limit);
      const tied: number[] = [];
      squares.forEach((square, i) => square === limit && tied.push(i));
      return Uint32Array.of(...nearer, ...tied);
    });
  };

  return {
    neighbours,
    predict(asked): Uint8Array<ArrayBuffer> {
      const labels = new Uint8Array(asked.rows * outputs);
      for (const [row, voters] of neighbours(asked).entries()) {
        const tally = new ClassTally(targets, voters);
        labels.set(tally.majority(), row * outputs);
      }
      return labels;
    },
  };
}

/** The indexes of the k least numbers in order, of equal ones the earlier. */
function leastOf(numbers: Float64Array, k: number): Uint32Array<ArrayBuffer> {
  const least = new Uint32Array(k);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    let at = Math.min(i, k);
    while (at > 0 && number < numbers[least[at - 1]!]!) at--;
    if (at === k) continue;
    least.copyWithin(at + 1, at);
    least[at] = i;
  }
  return least;
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
