import type { Evaluation } from "./evaluation.ts";

/** The diagnoses that an evaluation selects, in the order of its file. */
export function diagnosesOf(evaluation: Evaluation): string[] {
  return evaluation.selections
    .filter(({ kind }) => kind === "diagnosis")
    .sort((a, b) => a.position - b.position)
    .map(({ term }) => term);
}
