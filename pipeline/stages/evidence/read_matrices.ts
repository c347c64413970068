import { readCsv } from "../../../data/csv.ts";
import type { ConfusionMatrix } from "../../metrics/confusion_matrix.ts";

const COLUMNS = ["model", "run", "actual", "predicted_index", "count"] as const;

/**
 * Reads confusion matrices, `model,run,actual,predicted_index,count`: of each
 * model, in the order of the file, its runs in theirs.
 *
 * Rows of a matrix follow `classes`, columns the predicted index.
 *
 * @throws {SyntaxError} If a matrix lacks a cell, has it twice, or counts in
 * anything but whole numbers.
 * @throws {RangeError} If the matrices do not count the same samples of each class.
 */
export async function readMatrices(
  path: string,
  classes: readonly string[],
): Promise<Map<string, ConfusionMatrix[]>> {
  const cells = await readCsv(path, { columns: COLUMNS });
  const matrices = Map.groupBy(
    cells,
    ({ model, run }) => JSON.stringify([model, run]),
  );
  const models = new Map<string, ConfusionMatrix[]>();
  let totals: string | undefined;
  for (const group of matrices.values()) {
    const { model, run } = group[0]!;
    const place = `run ${run} of "${model}" in "${path}"`;
    const matrix = assemble(group, { classes, place });
    const rows = matrix.map((row) => row.reduce((sum, count) => sum + count, 0))
      .join(" ");
    totals ??= rows;
    if (rows !== totals) {
      throw new RangeError(
        `Cannot use ${place}: it counts ${rows} samples of the classes, the first matrix ${totals}: supply matrices over the same images`,
      );
    }
    models.set(model, [...models.get(model) ?? [], matrix]);
  }
  return models;
}

function assemble(
  cells: readonly Readonly<Record<typeof COLUMNS[number], string>>[],
  { classes, place }: {
    readonly classes: readonly string[];
    readonly place: string;
  },
): number[][] {
  const counts = new Map<string, number>();
  for (const { actual, predicted_index, count } of cells) {
    const key = JSON.stringify([actual, predicted_index]);
    if (!/^\d+$/.test(count) || counts.has(key)) {
      throw new SyntaxError(
        `Cannot read count "${count}" of actual "${actual}", predicted ${predicted_index} of ${place}: give each cell once, as a whole number`,
      );
    }
    counts.set(key, Number(count));
  }
  if (counts.size !== classes.length ** 2) {
    throw new SyntaxError(
      `Cannot use ${place}: it has ${counts.size} cells: give ${classes.length} x ${classes.length}`,
    );
  }
  return classes.map((actual) =>
    classes.map((_, index) => {
      const count = counts.get(JSON.stringify([actual, String(index)]));
      if (count !== undefined) return count;
      throw new SyntaxError(
        `Cannot find actual "${actual}", predicted ${index} of ${place}: name the classes "${
          classes.join('", "')
        }"`,
      );
    })
  );
}
