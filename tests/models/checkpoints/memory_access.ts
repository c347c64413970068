import type { RandomAccess } from "../../../models/checkpoints/random_access.ts";

/** Bytes in memory, and which of them were read. */
export class MemoryAccess implements RandomAccess {
  /** What messages call it. */
  readonly name = "test.pt";
  /** All reads so far: the first byte and how many. */
  readonly reads: { start: number; size: number }[] = [];
  readonly #bytes: Uint8Array;

  /** Reads of these bytes. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** How many bytes there are. */
  get size(): number {
    return this.#bytes.length;
  }

  /** How many bytes were read so far. */
  get bytesRead(): number {
    return this.reads.reduce((sum, { size }) => sum + size, 0);
  }

  /** Bytes that must be there: a reader that asks for others has a defect. */
  read(start: number, size: number): Uint8Array<ArrayBuffer> {
    if (!(start >= 0 && size >= 0 && start + size <= this.size)) {
      throw new Error(`Read ${size} bytes from ${start} of ${this.size}`);
    }
    this.reads.push({ start, size });
    return new Uint8Array(this.#bytes.subarray(start, start + size));
  }
}
