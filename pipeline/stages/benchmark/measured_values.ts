import type {
  ExplanationMeasure,
  ExplanationScores,
} from "../../metrics/explanation_scores.ts";
import { byMeasure } from "./by_measure.ts";

/**
 * The scores in a row of a table; an empty field is an undefined score.
 *
 * @throws {SyntaxError} If one is neither a finite number nor empty.
 */
export function measuredValues(
  row: Readonly<Record<ExplanationMeasure, string>>,
  path: string,
): ExplanationScores {
  return byMeasure((measure) => {
    const field = row[measure];
    if (field === "") return undefined;
    const value = Number(field);
    if (Number.isFinite(value)) return value;
    throw new SyntaxError(
      `Cannot read "${path}": ${measure} "${field}" is no finite number: rerun the stage that wrote it`,
    );
  });
}
