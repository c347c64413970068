import type { Evaluation } from "../evaluations/evaluation.ts";

/** Evaluations by rater: raters sorted, their evaluations in the order given. */
export function byRater(
  evaluations: readonly Evaluation[],
): ReadonlyMap<string, readonly Evaluation[]> {
  const groups = Map.groupBy(evaluations, ({ rater }) => rater);
  return new Map([...groups].sort(([a], [b]) => a < b ? -1 : 1));
}
