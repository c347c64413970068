import { npyHeader, type NpyType, writeAll } from "./npy.ts";

/** Rows are gathered up to this many bytes before they are written. */
const CHUNK_BYTES = 1 << 22;

/**
 * Writes a `.npy` file of unsigned 32-bit rows whose number is not known in
 * advance, in memory that does not grow with it.
 */
export class NpyRowWriter implements Disposable {
  static readonly #TYPE: NpyType = "<u4";
  readonly #file: Deno.FsFile;
  readonly #columns: number;
  readonly #chunk = new Uint32Array(CHUNK_BYTES / 4);
  #filled = 0;
  #elements = 0;

  private constructor(file: Deno.FsFile, columns: number) {
    this.#file = file;
    this.#columns = columns;
  }

  /** Creates or replaces a file of rows with the given number of columns, at least 1. */
  static async create(path: string, columns: number): Promise<NpyRowWriter> {
    const file = await Deno.open(path, {
      write: true,
      create: true,
      truncate: true,
    });
    await writeAll(file, npyHeader(NpyRowWriter.#TYPE, [0, columns]));
    return new NpyRowWriter(file, columns);
  }

  /** How many rows were appended so far: the index of the next one. */
  get rows(): number {
    return this.#elements / this.#columns;
  }

  /**
   * Appends whole rows, given one after the other.
   *
   * @throws {RangeError} If the last row is not whole.
   */
  async append(elements: Uint32Array): Promise<void> {
    if (elements.length % this.#columns !== 0) {
      throw new RangeError(
        `Cannot append ${elements.length} elements to rows of ${this.#columns}: append whole rows`,
      );
    }
    let taken = 0;
    while (taken < elements.length) {
      const room = this.#chunk.length - this.#filled;
      const part = elements.subarray(taken, taken + room);
      this.#chunk.set(part, this.#filled);
      this.#filled += part.length;
      taken += part.length;
      if (this.#filled === this.#chunk.length) await this.#flush();
    }
    this.#elements += elements.length;
  }

  /** Writes what is left and the final number of rows; the file is then complete. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#file.seek(0, Deno.SeekMode.Start);
    const shape = [this.rows, this.#columns];
    await writeAll(this.#file, npyHeader(NpyRowWriter.#TYPE, shape));
  }

  /** Closes the file, finished or not. */
  [Symbol.dispose](): void {
    this.#file.close();
  }

  async #flush(): Promise<void> {
    const { buffer } = this.#chunk;
    await writeAll(this.#file, new Uint8Array(buffer, 0, this.#filled * 4));
    this.#filled = 0;
  }
}
