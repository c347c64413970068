import type { Evaluation } from "../evaluations/evaluation.ts";
import {
  type EvaluationSet,
  selectEvaluations,
} from "../evaluations/evaluation_set.ts";
import type { RaterRounds } from "./rater_rounds.ts";

/**
 * The evaluations of a set whose rater has another one of the same image in the set,
 * from the other round; in the order given.
 */
export function inBothRounds(
  evaluations: readonly Evaluation[],
  options: {
    readonly raters: readonly RaterRounds[];
    readonly set: EvaluationSet;
  },
): Evaluation[] {
  const { raters, set } = options;
  const other = new Map(
    raters.flatMap(({ first, second }) => [[first, second], [second, first]]),
  );
  const selected = selectEvaluations(evaluations, set);
  const found = new Set(
    selected.map(({ image, rater }) => `${rater} ${image}`),
  );
  return selected.filter(({ image, rater }) =>
    found.has(`${other.get(rater)} ${image}`)
  );
}
