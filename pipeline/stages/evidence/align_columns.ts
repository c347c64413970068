import type { ConfusionMatrix } from "../../metrics/confusion_matrix.ts";

/** The classes that the rows and the columns of a matrix stand for. */
export interface ClassOrders {
  /** By row. */
  readonly actual: readonly string[];
  /** By column. */
  readonly predicted: readonly string[];
}

/**
 * A confusion matrix with its columns in the order of its rows' classes.
 *
 * @throws {RangeError} If the two orders do not name the same classes, each once.
 */
export function alignColumns(
  matrix: ConfusionMatrix,
  { actual, predicted }: ClassOrders,
): ConfusionMatrix {
  const source = actual.map((name) => predicted.indexOf(name));
  const named = new Set(actual).size === actual.length &&
    predicted.length === actual.length;
  if (!named || source.includes(-1)) {
    throw new RangeError(
      `Cannot align predicted classes "${
        predicted.join('", "')
      }" with actual classes "${
        actual.join('", "')
      }": name the same classes, each once`,
    );
  }
  return matrix.map((row) => source.map((column) => row[column] ?? 0));
}
