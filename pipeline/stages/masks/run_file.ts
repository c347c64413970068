import { npyHeader } from "../../../data/npy.ts";
import { readAt } from "../../../data/read_at.ts";

/** What the rows of a file of runs hold, four bytes each. */
export type RunNumbers = 2 | 3;

/** Some consecutive rows of a {@link RunFile}. */
export interface RunPart {
  /** The first row. */
  readonly firstRun: number;
  /** How many. */
  readonly runs: number;
}

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
  readonly #numbers: RunNumbers;
  readonly #start: number;
  readonly #runs: number;

  private constructor(
    path: string,
    { file, numbers }: { file: Deno.FsFile; numbers: RunNumbers },
  ) {
    this.#path = path;
    this.#file = file;
    this.#numbers = numbers;
    this.#start = npyHeader("<u4", [0, numbers]).length;
    this.#runs = (file.statSync().size - this.#start) / this.#rowBytes;
    this.#assertHeader();
  }

  /**
   * Opens a file of runs; it is to be disposed of.
   *
   * @param numbers What a row holds: start and end, or their votes too.
   * @throws {SyntaxError} If the file is no such list, or is cut short.
   */
  static open(path: string, numbers: RunNumbers = 2): RunFile {
    const file = Deno.openSync(path);
    try {
      return new RunFile(path, { file, numbers });
    } catch (error) {
      file.close();
      throw error;
    }
  }

  /**
   * Start and end (exclusive) of each of some consecutive runs, and their votes where
   * the file has them.
   *
   * @throws {RangeError} If the file has no such runs.
   */
  read(part: RunPart): Uint32Array {
    const { firstRun, runs } = part;
    if (firstRun + runs > this.#runs) {
      throw new RangeError(
        `Cannot read runs ${firstRun} to ${
          firstRun + runs
        } of "${this.#path}": it has ${this.#runs}: supply both files of one ingest`,
      );
    }
    const bytes = readAt(this.#file, {
      start: this.#start + firstRun * this.#rowBytes,
      size: runs * this.#rowBytes,
    });
    return new Uint32Array(bytes.buffer);
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file.close();
  }

  get #rowBytes(): number {
    return 4 * this.#numbers;
  }

  /** The header follows from the number of runs, so the file's must be that one. */
  #assertHeader(): void {
    const fits = Number.isInteger(this.#runs) && this.#runs >= 0;
    const expected = npyHeader("<u4", [fits ? this.#runs : 0, this.#numbers]);
    const header = fits
      ? readAt(this.#file, { start: 0, size: this.#start })
      : new Uint8Array();
    if (!fits || expected.some((byte, i) => byte !== header[i])) {
      throw new SyntaxError(
        `Cannot read "${this.#path}": it is not a whole list of runs (uint32, R x ${this.#numbers}): run the stage that wrote it again`,
      );
    }
  }
}
