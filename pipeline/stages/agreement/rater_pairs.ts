import type { Evaluation } from "../evaluations/evaluation.ts";
import { byRater } from "./by_rater.ts";
import { pairRaters, type PairRatersOptions } from "./rater_pairing.ts";

/** Two raters, and their evaluations of the images that both evaluated. */
export interface RaterPair {
  /** The rater in the part of the prediction, and of the reference. */
  readonly raters: readonly [predicted: string, reference: string];
  /** For each common image the two evaluations, in the same order. */
  readonly common:
    readonly (readonly [predicted: Evaluation, reference: Evaluation])[];
}

/** The pairs of raters that have an image in common; every two in order of their names. */
export function raterPairs(
  evaluations: readonly Evaluation[],
  options: PairRatersOptions,
): RaterPair[] {
  const raters = [...byRater(evaluations)].map(([rater, own]) => ({
    rater,
    own,
    byImage: new Map(own.map((evaluation) => [evaluation.image, evaluation])),
  }));
  return pairRaters(raters, options).flatMap(([a, b]): RaterPair[] => {
    const common = a.own.flatMap((predicted) => {
      const reference = b.byImage.get(predicted.image);
      return reference === undefined ? [] : [[predicted, reference] as const];
    });
    return common.length === 0 ? [] : [{ raters: [a.rater, b.rater], common }];
  });
}
