import type { Evaluation } from "../evaluations/evaluation.ts";
import { selectEvaluations } from "../evaluations/evaluation_set.ts";
import type { BySet } from "./census.ts";

/** Measures the evaluations of each set, from the largest to the smallest. */
export function bySet(
  evaluations: readonly Evaluation[],
  measure: (selected: readonly Evaluation[]) => number,
): BySet {
  const of = (set: keyof BySet): number =>
    measure(selectEvaluations(evaluations, set));
  return {
    "all": of("all"),
    "undiscarded": of("undiscarded"),
    "some-diagnosis": of("some-diagnosis"),
    "one-diagnosis": of("one-diagnosis"),
  };
}
