import {
  EXPLANATION_MEASURES,
  type ExplanationMeasure,
} from "../../metrics/explanation_scores.ts";

/** Makes one value for each measure of an explanation. */
export function byMeasure<T>(
  make: (measure: ExplanationMeasure) => T,
): Record<ExplanationMeasure, T> {
  const entries = EXPLANATION_MEASURES.map((measure) =>
    [measure, make(measure)] as const
  );
  return Object.fromEntries(entries) as Record<ExplanationMeasure, T>;
}
