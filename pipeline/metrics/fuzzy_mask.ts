import { FULL_LEVEL } from "./fixed_point_map.ts";
import { fuzzyLevel } from "./fuzzy_level.ts";
import type { FusionReading, VoteCounts } from "./fusion_reading.ts";
import type { VoteMap } from "./vote_map.ts";

/** A fuzzy set of an image's pixels: each is in it to some level, most to none. */
export interface FuzzyMask {
  /** Columns, at least 1. */
  readonly width: number;
  /** Rows, at least 1; `width * height` is at most 2 ** 23. */
  readonly height: number;
  /**
   * Start and end (exclusive) of each run as pixel indices `y * width + x`, and the
   * level of its pixels in steps of 2 ** -30, at least 1; ascending.
   */
  readonly runs: Uint32Array;
}

/**
 * The fuzzy set that a reading makes of votes; pixels that it gives nothing have no run.
 *
 * @param options.counts What the votes are counted of.
 * @throws {RangeError} If a pixel has more votes than there are raters.
 */
export function fuzzyMask(
  { width, height, runs }: VoteMap,
  options: { readonly reading: FusionReading; readonly counts: VoteCounts },
): FuzzyMask {
  const { reading, counts } = options;
  const levels = Array.from(
    { length: counts.most + 1 },
    (_, votes) => fuzzyLevel(reading, { ...counts, votes }),
  );
  const worth = new Uint32Array(runs.length);
  let length = 0;
  for (let i = 0; i < runs.length; i += 3) {
    const level = levels[runs[i + 2]!]!;
    if (level === 0) continue;
    worth[length++] = runs[i]!;
    worth[length++] = runs[i + 1]!;
    worth[length++] = level;
  }
  return { width, height, runs: worth.subarray(0, length) };
}

/** The sum of all values, exact. */
export function fuzzyArea({ runs }: FuzzyMask): number {
  let sum = 0;
  for (let i = 0; i < runs.length; i += 3) {
    sum += (runs[i + 1]! - runs[i]!) * runs[i + 2]!;
  }
  return sum / FULL_LEVEL;
}
