import { accuracy } from "./accuracy.ts";
import { macroRates } from "./macro_rates.ts";
import type { MacroScores } from "./macro_scores.ts";
import { oneVsRest } from "./one_vs_rest.ts";

/**
 * Scores of predictions that say yes (1) or no (0) to each of several outputs, so that
 * a row may have none or many. The rates are averaged over all outputs, whether or not
 * anything says yes to them, and a row is right only if all its outputs are, as
 * scikit-learn does with label indicators. `undefined` without rows.
 *
 * @param predicted Those of the first row, then those of the second, and so on.
 * @throws {RangeError} If the two lists differ in length or hold parts of rows.
 */
export function multiOutputScores(
  predicted: ArrayLike<number>,
  { reference, outputs }: {
    readonly reference: ArrayLike<number>;
    readonly outputs: number;
  },
): MacroScores | undefined {
  const ours = rowsOf(predicted, outputs);
  const theirs = rowsOf(reference, outputs);
  const right = accuracy(
    ours.map((row) => row.join()),
    theirs.map((row) => row.join()),
  );
  const rates = macroRates(
    Array.from(
      { length: outputs },
      (_, output) =>
        oneVsRest(ours.map((row) => row[output]), {
          reference: theirs.map((row) => row[output]),
          positive: 1,
        }),
    ),
  );
  return right === undefined || rates === undefined
    ? undefined
    : { ...rates, accuracy: right };
}

function rowsOf(values: ArrayLike<number>, outputs: number): number[][] {
  const rows = values.length / outputs;
  if (!Number.isInteger(rows)) {
    throw new RangeError(
      `Cannot part ${values.length} answers into rows of ${outputs}: supply all outputs of each row`,
    );
  }
  return Array.from(
    { length: rows },
    (_, row) =>
      Array.from({ length: outputs }, (_, k) => values[row * outputs + k]!),
  );
}
