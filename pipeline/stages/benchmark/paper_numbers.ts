import { readPublished } from "../../../data/ledger/published.ts";

/** Where a number stands in a paper. */
export interface PaperPlace {
  /** Such as `"table6b"`; with `undefined` nothing is found. */
  readonly table: string | undefined;
  /** Such as a diagnosis. */
  readonly row: string;
  /** Such as `"f1"`. */
  readonly column: string;
}

/** What a paper prints, as text. */
export class PaperNumbers {
  readonly #texts: ReadonlyMap<string, string>;

  private constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /**
   * Reads a paper's printed numbers; without a path there are none.
   *
   * @throws {SyntaxError | TypeError} If the file is not such a list.
   */
  static async read(path: string | undefined): Promise<PaperNumbers> {
    const texts = new Map<string, string>();
    const numbers = path === undefined ? [] : await readPublished(path);
    for (const { printed, statistic, ...place } of numbers) {
      const key = keyOf(place);
      if (statistic === "mean") texts.set(key, printed);
      if (statistic === "std") texts.set(key, `${texts.get(key)} ± ${printed}`);
    }
    return new PaperNumbers(texts);
  }

  /** A mean with its spread, such as `"0.25 ± 0.02"`, or `undefined`. */
  at(place: PaperPlace): string | undefined {
    return this.#texts.get(keyOf(place));
  }
}

function keyOf({ table, row, column }: PaperPlace): string {
  return JSON.stringify([table, row, column]);
}
