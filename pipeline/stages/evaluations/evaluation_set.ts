import type { Evaluation } from "./evaluation.ts";
import { diagnosesOf } from "./diagnoses_of.ts";

/**
 * Which evaluations count. Each set contains the next:
 *
 * - `"all"`: every evaluation;
 * - `"undiscarded"`: without a discard option;
 * - `"some-diagnosis"`: of these, with one diagnosis or more;
 * - `"one-diagnosis"`: of these, with exactly one.
 */
export const EVALUATION_SETS = [
  "all",
  "undiscarded",
  "some-diagnosis",
  "one-diagnosis",
] as const;

/** The name of a set of evaluations; see {@link EVALUATION_SETS}. */
export type EvaluationSet = (typeof EVALUATION_SETS)[number];

/** The evaluations that belong to a set, in the order given. */
export function selectEvaluations(
  evaluations: readonly Evaluation[],
  set: EvaluationSet,
): Evaluation[] {
  return evaluations.filter((evaluation) => belongs(evaluation, set));
}

function belongs(evaluation: Evaluation, set: EvaluationSet): boolean {
  if (set === "all") return true;
  if (evaluation.selections.some(({ kind }) => kind === "discard")) {
    return false;
  }
  if (set === "undiscarded") return true;
  const diagnoses = diagnosesOf(evaluation).length;
  return set === "some-diagnosis" ? diagnoses >= 1 : diagnoses === 1;
}
