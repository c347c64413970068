import { writeAll } from "./write_all.ts";

/** How many bytes a block has. */
const BLOCK = 1 << 18;

/**
 * Writes to a file in blocks what comes in small parts: of many thousands of writes,
 * each takes longer than its bytes do.
 */
export class BlockWriter {
  readonly #file: { writeSync(bytes: Uint8Array): number };
  readonly #block = new Uint8Array(BLOCK);
  #filled = 0;

  /** Writes nothing yet. The file is neither sought nor closed by this. */
  constructor(file: { writeSync(bytes: Uint8Array): number }) {
    this.#file = file;
  }

  /** Takes bytes, which may change afterwards. */
  write(bytes: Uint8Array): void {
    if (bytes.length > BLOCK - this.#filled) this.flush();
    if (bytes.length > BLOCK) {
      writeAll(this.#file, bytes);
      return;
    }
    this.#block.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  /** Writes what has not been written yet. */
  flush(): void {
    writeAll(this.#file, this.#block.subarray(0, this.#filled));
    this.#filled = 0;
  }
}
