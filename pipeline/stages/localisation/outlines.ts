import type { Mask } from "../../../data/dermx/mask.ts";
import { type MaskEntry, readMaskIndex } from "../masks/mask_index.ts";
import { readMask } from "../masks/read_mask.ts";
import { RunFile } from "../masks/run_file.ts";
import type { ElectedReference } from "./elect_raters.ts";

/** The sides of all outlines, in pixels. */
export interface MeetingSize {
  /** Columns. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
}

/** What {@link Outlines.open} reads, and what of it is wanted. */
export interface OutlineSource {
  /** The path of a part of `masks`. */
  readonly masks: string;
  /** The path of the same part of `runs`. */
  readonly runs: string;
  /** All other characteristics are left out, the `union` among them. */
  readonly characteristics: readonly string[];
  /** Outlines by raters who stand behind none of these are left out. */
  readonly references: readonly ElectedReference[];
}

/** The outlines of a part's images, all of one size, each read when it is asked for. */
export class Outlines implements Disposable {
  readonly #path: string;
  readonly #index: readonly MaskEntry[];
  readonly #wanted: ReadonlyMap<string, readonly MaskEntry[]>;
  readonly #runs: RunFile;

  private constructor(
    { masks, runs, characteristics, references }: OutlineSource,
    index: readonly MaskEntry[],
  ) {
    const named = new Set(characteristics);
    const electorates = [
      ...new Set(references.map(({ electorate }) => electorate)),
    ];
    const wanted = index.filter(({ image, rater, characteristic }) =>
      named.has(characteristic) &&
      electorates.some((electorate) => electorate.get(image)?.has(rater))
    );
    this.#path = masks;
    this.#index = index;
    this.#wanted = Map.groupBy(wanted, keyOf);
    this.#runs = RunFile.open(runs);
  }

  /**
   * Opens a part; it is to be disposed of.
   *
   * @throws {SyntaxError} If a file cannot be parsed.
   * @throws {RangeError} If the outlines are of several sizes.
   */
  static async open(source: OutlineSource): Promise<Outlines> {
    const index = await readMaskIndex(source.masks);
    const [first] = index;
    const other = index.find(({ width, height }) =>
      width !== first!.width || height !== first!.height
    );
    if (other === undefined) return new Outlines(source, index);
    throw new RangeError(
      `Cannot use "${source.masks}": outlines are of ${first!.width} x ${
        first!.height
      } and of ${other.width} x ${other.height} pixels: supply what the stage "resize_masks" writes`,
    );
  }

  /** The images that anything is outlined on, wanted or not, in the order of the file. */
  get images(): string[] {
    return [...new Set(this.#index.map(({ image }) => image))];
  }

  /**
   * The size of all outlines.
   *
   * @throws {RangeError} If there is none that would say.
   */
  get size(): MeetingSize {
    const [first] = this.#index;
    if (first !== undefined) {
      return { width: first.width, height: first.height };
    }
    throw new RangeError(
      `Cannot use "${this.#path}": it has no outline that says how large maps become: divide the images into fewer parts`,
    );
  }

  /**
   * The outlines of a characteristic of an image by rater, in the order of the file;
   * one that vanished when it was resized is among them.
   *
   * @throws {RangeError} If masks and runs are not of one run of the stage.
   */
  of(image: string, characteristic: string): ReadonlyMap<string, Mask> {
    const entries = this.#wanted.get(keyOf({ image, characteristic })) ?? [];
    return new Map(
      entries.map((entry) => [entry.rater, readMask(entry, this.#runs)]),
    );
  }

  /** Closes the file of runs. */
  [Symbol.dispose](): void {
    this.#runs[Symbol.dispose]();
  }
}

function keyOf(
  { image, characteristic }: Pick<MaskEntry, "image" | "characteristic">,
): string {
  return JSON.stringify([image, characteristic]);
}
