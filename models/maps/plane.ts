/** Numbers on a grid: a map over a picture. */
export interface Plane {
  /** Values in a row, at least 1. */
  readonly width: number;
  /** Rows, at least 1. */
  readonly height: number;
  /** The values, rows from the top: width × height of them. */
  readonly data: ArrayLike<number>;
}
