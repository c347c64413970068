import { quoted } from "../onnx/quoted.ts";
import type { RandomAccess } from "./random_access.ts";

/**
 * A file on disk. It is to be disposed of.
 *
 * ```ts ignore
 * using file = FileAccess.open("model.pt");
 * const first = file.read(0, 4);
 * ```
 */
export class FileAccess implements RandomAccess, Disposable {
  /** The path. */
  readonly name: string;
  /** The file's size when it was opened, in bytes. */
  readonly size: number;
  readonly #file: Deno.FsFile;

  private constructor(path: string, file: Deno.FsFile) {
    this.name = path;
    this.#file = file;
    this.size = file.statSync().size;
  }

  /**
   * Opens a file.
   *
   * @throws {Deno.errors.NotFound} If it is not there.
   * @throws {TypeError} If it is a folder, or a pipe or device, which has no places.
   */
  static open(path: string): FileAccess {
    // Asked before it is opened, which would wait for a pipe's other end.
    if (!Deno.statSync(path).isFile) {
      throw new TypeError(
        `Cannot open ${
          quoted(path)
        }: it is no regular file: name a file on disk`,
      );
    }
    const file = Deno.openSync(path);
    try {
      return new FileAccess(path, file);
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /**
   * The bytes from a place on: exactly so many, in a buffer of their own.
   *
   * @throws {RangeError} If there are no such bytes, or the file became shorter.
   */
  read(start: number, size: number): Uint8Array<ArrayBuffer> {
    const isCount = (x: number): boolean => Number.isSafeInteger(x) && x >= 0;
    if (!isCount(start) || !isCount(size) || start + size > this.size) {
      throw new RangeError(
        `Cannot read ${size} bytes from ${start} of ${
          quoted(this.name)
        }: it has ${this.size} bytes`,
      );
    }
    const bytes = new Uint8Array(size);
    this.#file.seekSync(start, Deno.SeekMode.Start);
    for (let filled = 0; filled < size;) {
      const count = this.#file.readSync(bytes.subarray(filled));
      if (count === null) {
        throw new RangeError(
          `Cannot read ${size} bytes from ${start} of ${
            quoted(this.name)
          }: it became shorter: leave it alone while it is read`,
        );
      }
      filled += count;
    }
    return bytes;
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file.close();
  }
}
