import { meanStd } from "../../metrics/mean_std.ts";
import { UNION } from "../masks/union.ts";
import type { RunScoreOptions } from "./run_scores.ts";
import type { OutlineScores } from "./outline_scores.ts";

/**
 * The Dice of an image's map with the union of a rater's outlines, by image: the mean
 * over the raters whose outlines count. Images without such a rater are absent.
 */
export function unionDice(
  outlines: readonly OutlineScores[],
  { reading, images, evaluations }: Omit<RunScoreOptions, "gold">,
): Map<string, number> {
  const members = evaluations.in(reading.evaluations);
  const counted = outlines.filter(({ target, evaluation, characteristic }) =>
    characteristic === UNION && target === reading.target &&
    members.has(evaluation) && images.has(evaluation.image)
  );
  const byImage = Map.groupBy(counted, ({ evaluation }) => evaluation.image);
  return new Map(
    [...byImage].flatMap(([image, own]) => {
      const defined = own.flatMap(({ values }) => values.f1 ?? []);
      const { mean } = meanStd(defined, { std: "population" });
      return mean === undefined ? [] : [[image, mean] as const];
    }),
  );
}
