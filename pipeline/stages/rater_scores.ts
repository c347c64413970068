import type { Stage } from "../engine/stage.ts";

/** This stage has no parameters. */
export type RaterScoresParams = Readonly<Record<string, never>>;

/**
 * Scores raters as if their outlines were a network's maps: for each two raters of an
 * image, what the first outlined against each mask of the second.
 *
 * Inputs: `masks` and `runs` of `resize_masks`; `evaluations` and `selections` of
 * `ingest`, which say who looked at an image.
 *
 * Output: `scores`, two rows an ordered pair of raters and mask of the second, the
 * `reference`; columns as in `RATER_SCORE_COLUMNS`. With `explanation` `union` the
 * first rater's outlines stand together for one map that knows of no characteristics,
 * as a network's does; with `characteristic` only the outline of the reference's
 * characteristic does. Whoever outlined nothing of that has a map of 0. The reference's
 * masks include its `union`.
 */
export const raterScores: Stage = {
  id: "rater_scores",
  revision: 1,
  entry: new URL("./rater_scores_run.ts", import.meta.url),
  inputs: { masks: {}, runs: {}, evaluations: {}, selections: {} },
  shardBy: ["masks", "runs"],
  outputs: { scores: { file: "scores.csv" } },
};
