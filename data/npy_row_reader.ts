import { MAX_NPY_HEAD, type NpyHead, readNpyHead } from "./npy.ts";
import { readAt } from "./read_at.ts";

/** Reads a `.npy` file of float32 row by row, in memory for one row. */
export class NpyRowReader implements Disposable {
  /** The extents of the whole array, rows first. */
  readonly shape: readonly number[];
  readonly #file: Deno.FsFile;
  readonly #start: number;
  readonly #rowLength: number;

  private constructor(file: Deno.FsFile, { shape, start }: NpyHead) {
    this.#file = file;
    this.shape = shape;
    this.#start = start;
    this.#rowLength = shape.slice(1).reduce((size, x) => size * x, 1);
  }

  /**
   * Opens a file.
   *
   * @throws {SyntaxError} If it is not in the format, or is cut short.
   * @throws {TypeError} If its elements are not float32 in C order.
   */
  static async open(path: string): Promise<NpyRowReader> {
    const file = await Deno.open(path);
    try {
      const { size } = await file.stat();
      const bytes = readAt(file, {
        start: 0,
        size: Math.min(size, MAX_NPY_HEAD),
      });
      const head = readNpyHead(bytes, { path, fileBytes: size });
      if (head.type !== "<f4") {
        throw new TypeError(
          `Cannot read "${path}": its elements are "${head.type}" and float32 is wanted: save it again with "numpy.save(path, array.astype('float32'))"`,
        );
      }
      return new NpyRowReader(file, head);
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /** How many rows there are; 0 for a scalar. */
  get rows(): number {
    return this.shape[0] ?? 0;
  }

  /**
   * Reads a row.
   *
   * @throws {RangeError} If there is no such row.
   */
  row(index: number): Float32Array<ArrayBuffer> {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.rows) {
      throw new RangeError(
        `Cannot read row ${index}: there are ${this.rows} rows, counted from 0`,
      );
    }
    const size = 4 * this.#rowLength;
    const bytes = readAt(this.#file, {
      start: this.#start + index * size,
      size,
    });
    return new Float32Array(bytes.buffer);
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file.close();
  }
}
