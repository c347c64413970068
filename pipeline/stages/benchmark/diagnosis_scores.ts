import type { TableCell } from "../../../data/ledger/table.ts";
import {
  type ConfusionMatrix,
  matrixAccuracy,
} from "../../metrics/confusion_matrix.ts";
import { meanStd } from "../../metrics/mean_std.ts";
import {
  performanceTable,
  type PerformanceTableOptions,
} from "../evidence/performance_table.ts";
import { f1ByRow } from "../rates/f1_by_row.ts";

/** How good the diagnoses of an architecture are, in one wiring. */
export interface DiagnosisScores {
  /** Share of right diagnoses, by run; `undefined` without images. */
  readonly accuracy: readonly (number | undefined)[];
  /** Unweighted mean of the classes' F1, by run; `undefined` without classes. */
  readonly macroF1: readonly (number | undefined)[];
  /**
   * `mean`, `std` and `n` over runs: a row for each class, and a row without a
   * name for `accuracy` and `macro_f1`.
   */
  readonly cells: readonly TableCell[];
  /** The same numbers of each run, as `value`. */
  readonly runs: readonly (readonly TableCell[])[];
}

/**
 * Scores of diagnoses over runs (dataset paper, Table 5).
 *
 * @param runs For each run, counts with what is right on the diagonal.
 */
export function diagnosisScores(
  runs: readonly ConfusionMatrix[],
  options: PerformanceTableOptions,
): DiagnosisScores {
  const tables = runs.map((run) => performanceTable([run], options));
  const accuracy = runs.map(matrixAccuracy);
  const macroF1 = tables.map((table) =>
    meanStd([...f1ByRow(table).values()], options).mean
  );
  const overall = { accuracy, macro_f1: macroF1 };
  return {
    accuracy,
    macroF1,
    cells: [
      ...performanceTable(runs, options),
      ...Object.entries(overall).flatMap(([column, values]) => {
        const defined = values.filter((value) => value !== undefined);
        const statistics = { ...meanStd(defined, options), n: defined.length };
        return cellsOf(column, statistics);
      }),
    ],
    runs: tables.map((table, run) => [
      ...table.filter(({ statistic }) => statistic === "mean")
        .map((cell) => ({ ...cell, statistic: "value" })),
      ...Object.entries(overall).flatMap(([column, values]) =>
        cellsOf(column, { value: values[run] })
      ),
    ]),
  };
}

function cellsOf(
  column: string,
  statistics: Readonly<Record<string, number | undefined>>,
): TableCell[] {
  return Object.entries(statistics).flatMap(([statistic, value]) =>
    value === undefined ? [] : [{ row: "", column, statistic, value }]
  );
}
