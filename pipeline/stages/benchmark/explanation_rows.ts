import type { TableCell } from "../../../data/ledger/table.ts";
import {
  EXPLANATION_MEASURES,
  type ExplanationMeasure,
} from "../../metrics/explanation_scores.ts";
import type { BenchmarkResults } from "./results.ts";

/** The columns of `explanation.csv`. */
export const EXPLANATION_COLUMNS = [
  "reading",
  "subject",
  "run",
  "row",
  "column",
  "statistic",
  "value",
] as const;

/** A value of `explanation.csv`. */
export interface ExplanationRow extends TableCell {
  /** The reading's id. */
  readonly reading: string;
  /** The id of an architecture or of what is scored beside it. */
  readonly subject: string;
  /** A network's id, or empty for the summary over runs. */
  readonly run: string;
}

/**
 * For each reading and subject the summary over runs, then each run. A row is a
 * characteristic; beside the measures it counts `outlines` and `images`. How
 * many outlines had an undefined score is said where there are any.
 */
export function* explanationRows(
  { explanations, params }: Pick<BenchmarkResults, "explanations" | "params">,
): Generator<ExplanationRow> {
  const { characteristics } = params;
  for (const [reading, subjects] of explanations) {
    for (const { subject, rows, runs } of subjects) {
      const place = { reading, subject: subject.id };
      for (const [row, { outlines, images, values }] of sorted(rows)) {
        const counts = { outlines, images };
        for (const cell of cells(row, { values, counts })) {
          yield { ...place, run: "", ...cell };
        }
      }
      for (const { run, rows } of runs) {
        for (const [row, { evaluations, values }] of sorted(rows)) {
          const images = new Set([...evaluations].map(({ image }) => image));
          const counts = { outlines: evaluations.size, images: images.size };
          for (const cell of cells(row, { values, counts })) {
            yield { ...place, run, ...cell };
          }
        }
      }
    }
  }

  /** The study's characteristics in its order, then others and the union by name. */
  function sorted<T>(rows: ReadonlyMap<string, T>): [string, T][] {
    const place = (name: string): number => {
      const index = characteristics.indexOf(name);
      return index === -1 ? characteristics.length : index;
    };
    return [...rows].sort(([a], [b]) =>
      place(a) - place(b) || (a < b ? -1 : 1)
    );
  }
}

function cells(
  row: string,
  { values, counts }: {
    readonly values: Readonly<Record<ExplanationMeasure, object>>;
    readonly counts: Readonly<Record<string, number>>;
  },
): TableCell[] {
  const measured = EXPLANATION_MEASURES.flatMap((column) =>
    Object.entries(values[column])
      .filter(([statistic, value]) =>
        value !== undefined && !(statistic === "undefined" && value === 0)
      )
      .map(([statistic, value]) => ({ row, column, statistic, value }))
  );
  const counted = Object.entries(counts).map(([column, value]) => ({
    row,
    column,
    statistic: "count",
    value,
  }));
  return [...measured, ...counted];
}
