import type { RaterRounds } from "./intra_rater/rater_rounds.ts";

/**
 * The raters of the second release. Its files name them `labeller1` to `labeller8` in
 * the first round and `labeller12` to `labeller82` in the second. That labeller K2 is
 * labeller K again is nowhere said; what both select bears it out.
 */
export const DERMXDB_RATERS: readonly RaterRounds[] = Array.from(
  { length: 8 },
  (_, i) => ({ first: `labeller${i + 1}`, second: `labeller${i + 1}2` }),
);
