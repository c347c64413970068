import { readCsv } from "../../../data/csv.ts";
import { CONFUSION_COLUMNS } from "../benchmark/confusion_rows.ts";
import { wholeNumber } from "../evaluations/whole_number.ts";
import type { ArchitectureMatrices } from "./confusion_figure.ts";

/** The rows of a file that are sums of others. */
const SUMS = "all";

/**
 * Reads the confusion matrices of `confusion.csv`, run by run in the file's order.
 *
 * @param options.classes The classes, in the order of rows and columns.
 * @param options.architectures Ids and names, in the order to give them.
 * @throws {SyntaxError} If a count is none.
 * @throws {RangeError} If an architecture has no counts, or a matrix lacks one.
 */
export async function readConfusion(
  path: string,
  { classes, architectures }: {
    readonly classes: readonly string[];
    readonly architectures: readonly {
      readonly id: string;
      readonly name: string;
    }[];
  },
): Promise<ArchitectureMatrices[]> {
  const rows = await readCsv(path, { columns: CONFUSION_COLUMNS });
  return architectures.map(({ id, name }) => {
    const own = rows.filter(({ model, run }) => model === id && run !== SUMS);
    if (own.length === 0) {
      throw new RangeError(
        `Cannot find counts of "${id}" in "${path}": name the architectures as the stage that wrote it does`,
      );
    }
    const runs = [...Map.groupBy(own, ({ run }) => run)].map(([run, cells]) => {
      const counts = new Map(
        cells.map(({ actual, predicted, count }) => [
          JSON.stringify([actual, predicted]),
          wholeNumber(count, `"${path}", run ${run} of "${id}"`),
        ]),
      );
      const matrix = classes.map((actual) =>
        classes.map((predicted) => {
          const count = counts.get(JSON.stringify([actual, predicted]));
          if (count !== undefined) return count;
          throw new RangeError(
            `Cannot find how often run ${run} of "${id}" takes "${actual}" for "${predicted}" in "${path}": name the classes as the stage that wrote it does`,
          );
        })
      );
      return { run, matrix };
    });
    return { name, runs };
  });
}
