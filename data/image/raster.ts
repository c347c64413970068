/** A picture of any number of 8-bit channels, such as grey (1) or RGB (3). */
export interface Raster {
  /** Pixels in a row, at least 1. */
  readonly width: number;
  /** Rows, at least 1. */
  readonly height: number;
  /** The channels of each pixel, rows from the top: channels × width × height bytes. */
  readonly data: Uint8Array<ArrayBuffer>;
}
