import type { Mask } from "../../../data/dermx/mask.ts";
import type { VoteCounts } from "../../metrics/fusion_reading.ts";
import { countVotes, mostVotes, type VoteMap } from "../../metrics/vote_map.ts";
import type { MeetingSize } from "./outlines.ts";

/** The votes for one characteristic of one image. */
export interface PairVotes {
  /** Who could have outlined it. */
  readonly voters: ReadonlySet<string>;
  /** What they outlined, by rater. */
  readonly drawn: ReadonlyMap<string, Mask>;
  /** How many of the outlines each pixel is in. */
  readonly votes: VoteMap;
  /** Outlines that vanished when they were resized count as drawn. */
  readonly counts: VoteCounts;
}

/**
 * Counts the outlines of some voters.
 *
 * @param outlines Those of the characteristic in the image, by rater.
 * @throws {RangeError} If outlines differ in size.
 */
export function pairVotes(
  outlines: ReadonlyMap<string, Mask>,
  { voters, size: { width, height } }: {
    readonly voters: ReadonlySet<string>;
    readonly size: MeetingSize;
  },
): PairVotes {
  const drawn = new Map(
    [...outlines].filter(([rater]) => voters.has(rater)),
  );
  const [first, ...others] = drawn.values();
  const votes = first === undefined
    ? { width, height, runs: new Uint32Array() }
    : countVotes([first, ...others]);
  const most = mostVotes(votes);
  const counts = { valid: voters.size, drew: drawn.size, most };
  return { voters, drawn, votes, counts };
}
