import { readCsv } from "../../../data/csv.ts";
import type { ExplanationScores } from "../../metrics/explanation_scores.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import { SCORE_COLUMNS } from "../scores/score_columns.ts";
import type { EvaluationIndex } from "./evaluation_index.ts";
import { measuredValues } from "./measured_values.ts";

/** How some map compares with one rater's outline of one characteristic. */
export interface OutlineScores {
  /** Whose outline, on which image. */
  readonly evaluation: Evaluation;
  /** What it outlines; `UNION` for all of the rater's outlines together. */
  readonly characteristic: string;
  /** Which map of the image it was compared with. */
  readonly target: string;
  /** What came of it. */
  readonly values: ExplanationScores;
}

/**
 * Reads the scores of one network's maps, part by part.
 *
 * @throws {SyntaxError} If a score is neither a number nor empty.
 * @throws {RangeError} If an outline belongs to no evaluation.
 */
export async function readOutlineScores(
  parts: readonly string[],
  evaluations: EvaluationIndex,
): Promise<OutlineScores[]> {
  const found: OutlineScores[] = [];
  for (const path of parts) {
    for (const row of await readCsv(path, { columns: SCORE_COLUMNS })) {
      const { image, rater, target, characteristic } = row;
      found.push({
        evaluation: evaluations.get({ image, rater }, path),
        characteristic,
        target,
        values: measuredValues(row, path),
      });
    }
  }
  return found;
}
