import {
  type NpyArrays,
  npyElementBytes,
  npyHeader,
  type NpyType,
  writeAll,
} from "./npy.ts";

/** Rows are gathered up to this many bytes before they are written. */
const CHUNK_BYTES = 1 << 22;

/** What the rows of an {@link NpyRowWriter} are. */
export interface NpyRows<Type extends NpyType> {
  /** The type of their elements. */
  readonly type: Type;
  /** The extents of one row, such as `[3, 10, 13]`; each at least 1. */
  readonly row: readonly number[];
}

/**
 * Writes a `.npy` file of rows whose number is not known in advance, in memory that
 * does not grow with it.
 */
export class NpyRowWriter<Type extends NpyType = NpyType>
  implements Disposable {
  readonly #file: Deno.FsFile;
  readonly #rows: NpyRows<Type>;
  readonly #rowLength: number;
  readonly #chunk = new Uint8Array(CHUNK_BYTES);
  #filled = 0;
  #elements = 0;

  private constructor(file: Deno.FsFile, rows: NpyRows<Type>) {
    this.#file = file;
    this.#rows = rows;
    this.#rowLength = rows.row.reduce((size, extent) => size * extent, 1);
  }

  /** Creates or replaces a file of such rows. */
  static async create<Type extends NpyType>(
    path: string,
    rows: NpyRows<Type>,
  ): Promise<NpyRowWriter<Type>> {
    const file = await Deno.open(path, {
      write: true,
      create: true,
      truncate: true,
    });
    await writeAll(file, npyHeader(rows.type, [0, ...rows.row]));
    return new NpyRowWriter(file, rows);
  }

  /** How many rows were appended so far: the index of the next one. */
  get rows(): number {
    return this.#elements / this.#rowLength;
  }

  /**
   * Appends whole rows, given one after the other.
   *
   * @throws {RangeError} If the last row is not whole.
   */
  async append(elements: NpyArrays[Type]): Promise<void> {
    if (elements.length % this.#rowLength !== 0) {
      throw new RangeError(
        `Cannot append ${elements.length} elements to rows of ${this.#rowLength}: append whole rows`,
      );
    }
    const bytes = new Uint8Array(
      elements.buffer,
      elements.byteOffset,
      elements.length * npyElementBytes(this.#rows.type),
    );
    for (let taken = 0; taken < bytes.length;) {
      const room = this.#chunk.length - this.#filled;
      const part = bytes.subarray(taken, taken + room);
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
    const { type, row } = this.#rows;
    await writeAll(this.#file, npyHeader(type, [this.rows, ...row]));
  }

  /** Closes the file, finished or not. */
  [Symbol.dispose](): void {
    this.#file.close();
  }

  async #flush(): Promise<void> {
    await writeAll(this.#file, this.#chunk.subarray(0, this.#filled));
    this.#filled = 0;
  }
}
