import { readCsv } from "../../../data/csv.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import {
  type EvaluationFiles,
  readEvaluations,
} from "../evaluations/read_evaluations.ts";
import { wholeNumber } from "../evaluations/whole_number.ts";

/** An evaluation with what its file holds, counted. */
export interface CountedEvaluation extends Evaluation {
  /** The labelling tool's data set. */
  readonly dataset: string;
  /** Tags and outlined annotations, each for itself. */
  readonly annotations: number;
  /** Closed outlines; an annotation may have many. */
  readonly paths: number;
  /** Corners of all paths. */
  readonly vertices: number;
}

/**
 * Reads every evaluation with its counts, in the order of the tables.
 *
 * @throws {SyntaxError} If a field is not what its column promises.
 * @throws {RangeError} If a selection belongs to no evaluation, or an evaluation occurs twice.
 */
export async function readCountedEvaluations(
  files: EvaluationFiles,
): Promise<CountedEvaluation[]> {
  const path = files.evaluations;
  const rows = await readCsv(path, { columns: TABLE_COLUMNS.evaluations });
  const evaluations = await readEvaluations(files);
  return evaluations.map((evaluation, i) => {
    const row = rows[i]!;
    const number = (column: "annotations" | "paths" | "vertices"): number =>
      wholeNumber(
        row[column],
        `"${path}", evaluation of "${row.image}" by "${row.rater}", ${column}`,
      );
    return {
      ...evaluation,
      dataset: row.dataset,
      annotations: number("annotations"),
      paths: number("paths"),
      vertices: number("vertices"),
    };
  });
}
