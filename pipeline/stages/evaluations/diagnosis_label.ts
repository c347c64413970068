import { diagnosesOf } from "./diagnoses_of.ts";
import type { Evaluation } from "./evaluation.ts";

/**
 * Which of several diagnoses labels an evaluation: the first in alphabetical
 * order (of code units), the first of its file, or the last of its file.
 */
export type LabelRule =
  | "alphabetically-first"
  | "first-in-file"
  | "last-in-file";

/** The one diagnosis that an evaluation counts as; `undefined` if it has none. */
export function diagnosisLabel(
  evaluation: Evaluation,
  rule: LabelRule,
): string | undefined {
  const diagnoses = diagnosesOf(evaluation);
  if (rule === "alphabetically-first") diagnoses.sort();
  return diagnoses.at(rule === "last-in-file" ? -1 : 0);
}
