/** Numbers in rows and columns. */
export interface Matrix {
  /** How many rows, such as images. */
  readonly rows: number;
  /** How many columns, such as features. */
  readonly columns: number;
  /** The numbers, row after row. */
  readonly data: ArrayLike<number>;
}
