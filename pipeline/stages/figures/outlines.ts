import { type Mask, union } from "../../../data/dermx/mask.ts";
import type { MaskEntry } from "../masks/mask_index.ts";
import { readMask } from "../masks/read_mask.ts";
import type { RunFile } from "../masks/run_file.ts";

/** What raters outlined, read when asked for. */
export class Outlines {
  readonly #byImage: ReadonlyMap<string, readonly MaskEntry[]>;
  readonly #frequencies: ReadonlyMap<string, number>;
  readonly #runs: RunFile;

  /**
   * Takes an index and the file that it points at.
   *
   * @param entries The outlines that count.
   */
  constructor(entries: readonly MaskEntry[], runs: RunFile) {
    this.#byImage = Map.groupBy(entries, ({ image }) => image);
    this.#runs = runs;
    this.#frequencies = new Map(
      [...Map.groupBy(entries, ({ characteristic }) => characteristic)].map(
        ([name, own]) => [name, own.length],
      ),
    );
  }

  /** How often a characteristic was outlined, over all images. */
  frequency(characteristic: string): number {
    return this.#frequencies.get(characteristic) ?? 0;
  }

  /** The images that have an outline, in the order of the index. */
  get images(): string[] {
    return [...this.#byImage.keys()];
  }

  /** The outlines of an image, in the order of the index. */
  of(image: string): readonly MaskEntry[] {
    return this.#byImage.get(image) ?? [];
  }

  /** Who outlined something on an image, sorted. */
  raters(image: string): string[] {
    return [...new Set(this.of(image).map(({ rater }) => rater))].sort();
  }

  /** One outline. */
  read(entry: MaskEntry): Mask {
    return readMask(entry, this.#runs);
  }

  /**
   * All that was outlined on an image, by everyone or by one rater.
   *
   * @throws {RangeError} If nothing was, or outlines of one image differ in size.
   */
  union(image: string, rater?: string): Mask {
    const entries = this.of(image).filter((entry) =>
      rater === undefined || entry.rater === rater
    );
    if (entries.length === 0) {
      throw new RangeError(
        `Cannot show what was outlined on "${image}": nothing was: choose another image`,
      );
    }
    return entries.map((entry) => this.read(entry)).reduce(union);
  }
}
