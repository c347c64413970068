/** A picture of 8-bit red, green and blue. */
export interface Picture {
  /** Pixels in a row, at least 1. */
  readonly width: number;
  /** Rows, at least 1. */
  readonly height: number;
  /** Red, green, blue of each pixel, rows from the top: 3 × width × height bytes. */
  readonly data: Uint8Array<ArrayBuffer>;
}
