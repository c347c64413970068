import { jaccard } from "../../metrics/jaccard.ts";
import { meanStd } from "../../metrics/mean_std.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import type { RaterRounds } from "./rater_rounds.ts";

/**
 * How alike the terms are that a rater of the second round selects and those of the
 * raters of the first: the Jaccard index of an image's two sets of terms, averaged
 * over the images that both evaluated.
 */
export interface RaterLikeness extends RaterRounds {
  /** With the same rater's first round, in [0, 1]; `null` without a common image. */
  readonly own: number | null;
  /** With each of the other raters' first rounds, averaged; `null` if there is none. */
  readonly others: number | null;
  /** Whose first round is the most like; the first in order where several are. */
  readonly closest: string | null;
}

/**
 * Compares what raters select in the second round with all that was selected in the
 * first. The release does not say who evaluated again: that the closest first round is
 * the rater's own is the evidence for it.
 */
export function raterLikeness(
  evaluations: readonly Evaluation[],
  raters: readonly RaterRounds[],
): RaterLikeness[] {
  const terms = new Map(
    evaluations.map(({ image, rater, selections }) => [
      `${rater} ${image}`,
      new Set(selections.map(({ term }) => term)),
    ]),
  );
  const byRater = Map.groupBy(evaluations, ({ rater }) => rater);
  return raters.map(({ first, second }) => {
    const again = byRater.get(second) ?? [];
    const found = raters.flatMap(({ first: rater }) => {
      const likeness = mean(again.flatMap(({ image }) => {
        const theirs = terms.get(`${rater} ${image}`);
        if (theirs === undefined) return [];
        return [jaccard(terms.get(`${second} ${image}`)!, theirs)];
      }));
      return likeness === null ? [] : [{ rater, likeness }];
    });
    const others = found.filter(({ rater }) => rater !== first);
    const most = Math.max(...found.map(({ likeness }) => likeness));
    return {
      first,
      second,
      own: found.find(({ rater }) => rater === first)?.likeness ?? null,
      others: mean(others.map(({ likeness }) => likeness)),
      closest: found.find(({ likeness }) => likeness === most)?.rater ?? null,
    };
  });
}

function mean(values: readonly number[]): number | null {
  return meanStd(values, { std: "population" }).mean ?? null;
}
