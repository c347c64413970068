import type { Mask } from "../../data/dermx/mask.ts";
import { FULL_LEVEL } from "./fixed_point_map.ts";
import { fuzzyLevel } from "./fuzzy_level.ts";
import type { FusionReading, VoteCounts } from "./fusion_reading.ts";
import type { VoteMap } from "./vote_map.ts";

/**
 * How many pixels have how many votes: the number of those with v votes stands at v.
 * What stands at 0 is not counted.
 */
export type VoteTally = readonly number[];

/** Counts the pixels of a map of votes. */
export function tallyVotes({ runs }: VoteMap): VoteTally {
  const tally: number[] = [0];
  for (let i = 0; i < runs.length; i += 3) {
    add(tally, runs[i + 2]!, runs[i + 1]! - runs[i]!);
  }
  return tally;
}

/**
 * Counts the pixels of a map of votes that lie in a mask.
 *
 * @throws {RangeError} If the mask has another size.
 */
export function tallyWithin(votes: VoteMap, mask: Mask): VoteTally {
  const { width, height } = votes;
  if (mask.width !== width || mask.height !== height) {
    throw new RangeError(
      `Cannot count votes of ${width} x ${height} pixels in a mask of ${mask.width} x ${mask.height}: take masks of one image`,
    );
  }
  const tally: number[] = [0];
  const p = votes.runs;
  const q = mask.runs;
  let i = 0;
  let j = 0;
  while (i < p.length && j < q.length) {
    const start = p[i]! > q[j]! ? p[i]! : q[j]!;
    const pEnd = p[i + 1]!;
    const qEnd = q[j + 1]!;
    const end = pEnd < qEnd ? pEnd : qEnd;
    if (start < end) add(tally, p[i + 2]!, end - start);
    if (pEnd <= end) i += 3;
    if (qEnd <= end) j += 2;
  }
  return tally;
}

/**
 * A tally without one of the voters, whose own pixels have one vote less.
 *
 * @param own The tally within that voter's mask.
 */
export function withoutVoter(tally: VoteTally, own: VoteTally): VoteTally {
  return tally.map((pixels, votes) =>
    votes === 0 ? 0 : pixels - (own[votes] ?? 0) + (own[votes + 1] ?? 0)
  );
}

/** The most votes that a pixel has; 0 if none has any. */
export function mostOf(tally: VoteTally): number {
  return Math.max(0, tally.findLastIndex((pixels) => pixels > 0));
}

/**
 * The sum of what a reading makes of all votes, exact up to 2 ** 23 pixels.
 *
 * @param options.counts What the votes are counted of.
 * @throws {RangeError} If a pixel has more votes than there are raters.
 */
export function fuzzySum(
  tally: VoteTally,
  options: { readonly reading: FusionReading; readonly counts: VoteCounts },
): number {
  const { reading, counts } = options;
  let sum = 0;
  for (let votes = 1; votes < tally.length; votes++) {
    const pixels = tally[votes]!;
    if (pixels === 0) continue;
    sum += pixels * fuzzyLevel(reading, { ...counts, votes });
  }
  return sum / FULL_LEVEL;
}

function add(tally: number[], votes: number, pixels: number): void {
  while (tally.length <= votes) tally.push(0);
  tally[votes]! += pixels;
}
