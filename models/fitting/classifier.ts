import type { Matrix } from "./matrix.ts";

/** What has learnt from examples and can tell the class of other rows. */
export interface Classifier {
  /**
   * The class of each row; of several outputs those of the first row, then those of
   * the second, and so on.
   *
   * @throws {RangeError} If the rows are not of the columns that were learnt from, or
   * a number cannot be told apart.
   */
  predict(features: Matrix): Uint8Array<ArrayBuffer>;
}
