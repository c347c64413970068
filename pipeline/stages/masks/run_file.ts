import { npyHeader } from "../../../data/npy.ts";
import { readAt } from "../../../data/read_at.ts";

/** A row of `runs.npy`: start and end of a run, four bytes each. */
const RUN_BYTES = 8;

/**
 * The runs of all outlines in `runs.npy` (uint32, R x 2), read a part at a time,
 * so that memory does not grow with the release.
 *
 * ```ts ignore
 * using runs = RunFile.open("runs.npy");
 * const first = runs.read({ firstRun: 0, runs: 3 }); // six numbers
 * ```
 */
export class RunFile implements Disposable {
  readonly #path: string;
  readonly #file: Deno.FsFile;
  readonly #start: number;
  readonly #runs: number;

  private constructor(path: string, file: Deno.FsFile) {
    this.#path = path;
    this.#file = file;
    this.#start = npyHeader("<u4", [0, 2]).length;
    this.#runs = (file.statSync().size - this.#start) / RUN_BYTES;
    this.#assertHeader();
  }

  /**
   * Opens a file of runs; it is to be disposed of.
   *
   * @throws {SyntaxError} If the file is no such list, or is cut short.
   */
  static open(path: string): RunFile {
    const file = Deno.openSync(path);
    try {
      return new RunFile(path, file);
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /**
   * Start and end (exclusive) of each of some consecutive runs.
   *
   * @throws {RangeError} If the file has no such runs.
   */
  read(
    part: { readonly firstRun: number; readonly runs: number },
  ): Uint32Array {
    const { firstRun, runs } = part;
    if (firstRun + runs > this.#runs) {
      throw new RangeError(
        `Cannot read runs ${firstRun} to ${
          firstRun + runs
        } of "${this.#path}": it has ${this.#runs}: supply both files of one ingest`,
      );
    }
    const bytes = readAt(this.#file, {
      start: this.#start + firstRun * RUN_BYTES,
      size: runs * RUN_BYTES,
    });
    return new Uint32Array(bytes.buffer);
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file.close();
  }

  /** The header follows from the number of runs, so the file's must be that one. */
  #assertHeader(): void {
    const fits = Number.isInteger(this.#runs) && this.#runs >= 0;
    const expected = npyHeader("<u4", [fits ? this.#runs : 0, 2]);
    const header = fits
      ? readAt(this.#file, { start: 0, size: this.#start })
      : new Uint8Array();
    if (!fits || expected.some((byte, i) => byte !== header[i])) {
      throw new SyntaxError(
        `Cannot read "${this.#path}": it is not a whole list of runs (uint32, R x 2): run the stage that wrote it again`,
      );
    }
  }
}
