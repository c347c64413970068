import {
  EXPLANATION_MEASURES,
  type ExplanationMeasure,
  type ExplanationScores,
} from "../../metrics/explanation_scores.ts";

/**
 * Columns of a network's `scores.csv`: `class` is the position of the class whose map
 * is scored; of a measure, an empty field is an undefined score.
 */
export const SCORE_COLUMNS = [
  "image",
  "target",
  "class",
  "rater",
  "characteristic",
  ...EXPLANATION_MEASURES,
] as const;

/**
 * Columns of the raters' `scores.csv`: what `rater` outlined is scored as an
 * explanation of the image against what `reference` outlined of a characteristic;
 * `explanation` says whether it is the `union` of all that the rater outlined, or
 * the same `characteristic`.
 */
export const RATER_SCORE_COLUMNS = [
  "image",
  "rater",
  "reference",
  "characteristic",
  "explanation",
  ...EXPLANATION_MEASURES,
] as const;

/** The scores as they are written: undefined ones leave their field empty. */
export function scoreFields(
  scores: ExplanationScores,
): Record<ExplanationMeasure, number | ""> {
  const fields = EXPLANATION_MEASURES.map((measure) =>
    [measure, scores[measure] ?? ""] as const
  );
  return Object.fromEntries(fields) as Record<ExplanationMeasure, number | "">;
}
