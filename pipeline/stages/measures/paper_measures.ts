import { readPublished } from "../../../data/ledger/published.ts";
import { MEASURE_ROWS } from "./measures.ts";
import type { Measure } from "./params.ts";

/** The table under which the framework paper's numbers are listed. */
const TABLE = "framework";

/** What the framework paper prints of the three measures. */
export class PaperMeasures {
  readonly #texts: ReadonlyMap<string, string>;

  private constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /**
   * Reads the paper's printed numbers; without a path there are none.
   *
   * @throws {SyntaxError | TypeError} If the file is not such a list.
   */
  static async read(path: string | undefined): Promise<PaperMeasures> {
    const numbers = path === undefined ? [] : await readPublished(path);
    return new PaperMeasures(
      new Map(
        numbers.filter(({ table }) => table === TABLE).map((
          { row, statistic, printed },
        ) => [`${row} ${statistic}`, printed]),
      ),
    );
  }

  /**
   * As printed, such as `"0.79"`, or `undefined`.
   *
   * @param statistic Whose number it is; with `null` nothing is found.
   */
  at(measure: Measure, statistic: string | null): string | undefined {
    return this.#texts.get(`${MEASURE_ROWS[measure]} ${statistic}`);
  }
}
