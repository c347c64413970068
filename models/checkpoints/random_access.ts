/** Bytes that are read a part at a time, so that a large file need not fit in memory. */
export interface RandomAccess {
  /** What messages call it, such as the path. */
  readonly name: string;
  /** All bytes there are. */
  readonly size: number;
  /**
   * The bytes from a place on: exactly so many, in a buffer of their own.
   *
   * @throws {RangeError} If they are not all there.
   */
  read(start: number, size: number): Uint8Array<ArrayBuffer>;
}
