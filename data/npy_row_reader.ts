import {
  MAX_NPY_HEAD,
  npyArray,
  type NpyArrays,
  npyElementBytes,
  type NpyHead,
  type NpyType,
  readNpyHead,
} from "./npy.ts";
import { readAt } from "./read_at.ts";

/** What NumPy calls the element types. */
const NAMES: Readonly<Record<NpyType, string>> = {
  "|u1": "uint8",
  "|i1": "int8",
  "<u2": "uint16",
  "<i2": "int16",
  "<u4": "uint32",
  "<i4": "int32",
  "<f4": "float32",
  "<f8": "float64",
};

/** Reads a `.npy` file row by row, in memory for the rows that are asked for. */
export class NpyRowReader<Type extends NpyType = "<f4"> implements Disposable {
  /** The extents of the whole array, rows first. */
  readonly shape: readonly number[];
  readonly #file: Deno.FsFile;
  readonly #type: Type;
  readonly #start: number;
  readonly #rowLength: number;

  private constructor(
    file: Deno.FsFile,
    { type, shape, start }: NpyHead & { readonly type: Type },
  ) {
    this.#file = file;
    this.#type = type;
    this.shape = shape;
    this.#start = start;
    this.#rowLength = shape.slice(1).reduce((size, x) => size * x, 1);
  }

  /** Opens a file of float32. */
  static async open(path: string): Promise<NpyRowReader>;
  /**
   * Opens a file.
   *
   * @param type What its elements must be.
   * @throws {SyntaxError} If it is not in the format, or is cut short.
   * @throws {TypeError} If its elements are of another type, or not in C order.
   */
  static async open<Type extends NpyType>(
    path: string,
    type: Type,
  ): Promise<NpyRowReader<Type>>;
  static async open(
    path: string,
    type: NpyType = "<f4",
  ): Promise<NpyRowReader<NpyType>> {
    const file = await Deno.open(path);
    try {
      const { size } = await file.stat();
      const bytes = readAt(file, {
        start: 0,
        size: Math.min(size, MAX_NPY_HEAD),
      });
      const head = readNpyHead(bytes, { path, fileBytes: size });
      if (head.type !== type) {
        const name = NAMES[type];
        throw new TypeError(
          `Cannot read "${path}": its elements are "${head.type}" and ${name} is wanted: save it again with "numpy.save(path, array.astype('${name}'))"`,
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
  row(index: number): NpyArrays<ArrayBuffer>[Type] {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.rows) {
      throw new RangeError(
        `Cannot read row ${index}: there are ${this.rows} rows, counted from 0`,
      );
    }
    const size = npyElementBytes(this.#type) * this.#rowLength;
    const { buffer } = readAt(this.#file, {
      start: this.#start + index * size,
      size,
    });
    return npyArray(this.#type, buffer);
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file.close();
  }
}
