import { readCsv } from "../../../data/csv.ts";
import type { ExplanationScores } from "../../metrics/explanation_scores.ts";
import { meanStd } from "../../metrics/mean_std.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import type { EvaluationSet } from "../evaluations/evaluation_set.ts";
import { RATER_SCORE_COLUMNS } from "../scores/score_columns.ts";
import type { EvaluationIndex } from "./evaluation_index.ts";
import { measuredValues } from "./measured_values.ts";
import { byMeasure } from "./by_measure.ts";
import type { OutlineScores } from "./outline_scores.ts";

/**
 * What of another rater stands in the place of a network's map: all that the
 * rater outlined, or the outline of the same characteristic.
 */
export type RaterExplanation = "union" | "characteristic";

/** How one rater's outline compares with another's. */
export interface RaterComparison {
  /** In the place of the network. */
  readonly rater: Evaluation;
  /** Whose outline is the reference. */
  readonly reference: Evaluation;
  /** What the reference outlines. */
  readonly characteristic: string;
  /** What of the rater is compared with it. */
  readonly explanation: string;
  /** What came of it. */
  readonly values: ExplanationScores;
}

/**
 * Reads how raters compare with each other, part by part.
 *
 * @throws {SyntaxError} If a score is neither a number nor empty.
 * @throws {RangeError} If a rater has not evaluated the image.
 */
export async function readRaterComparisons(
  parts: readonly string[],
  evaluations: EvaluationIndex,
): Promise<RaterComparison[]> {
  const found: RaterComparison[] = [];
  for (const path of parts) {
    for (const row of await readCsv(path, { columns: RATER_SCORE_COLUMNS })) {
      const { image, rater, reference, characteristic, explanation } = row;
      found.push({
        rater: evaluations.get({ image, rater }, path),
        reference: evaluations.get({ image, rater: reference }, path),
        characteristic,
        explanation,
        values: measuredValues(row, path),
      });
    }
  }
  return found;
}

/** What {@link raterOutlines} takes of the comparisons. */
export interface RaterOutlineOptions {
  /** What of the other raters is compared. */
  readonly explanation: RaterExplanation;
  /** The set that both evaluations have to belong to. */
  readonly set: EvaluationSet;
  /** Finds its members. */
  readonly evaluations: EvaluationIndex;
  /** The target that the scores are given. */
  readonly target: string;
}

/**
 * The raters' scores in the form of a network's: one for each outline that
 * another rater can be compared with, the mean over those raters. So an image
 * with more raters weighs no more than it does for a network.
 */
export function raterOutlines(
  comparisons: readonly RaterComparison[],
  { explanation, set, evaluations, target }: RaterOutlineOptions,
): OutlineScores[] {
  const members = evaluations.in(set);
  const taken = comparisons.filter((comparison) =>
    comparison.explanation === explanation &&
    members.has(comparison.rater) && members.has(comparison.reference)
  );
  const byEvaluation = Map.groupBy(taken, ({ reference }) => reference);
  return [...byEvaluation].flatMap(([evaluation, own]) =>
    [...Map.groupBy(own, ({ characteristic }) => characteristic)].map(
      ([characteristic, others]) => ({
        evaluation,
        characteristic,
        target,
        values: byMeasure((measure) => {
          const values = others.map(({ values }) => values[measure])
            .filter((value) => value !== undefined);
          return meanStd(values, { std: "population" }).mean;
        }),
      }),
    )
  );
}
