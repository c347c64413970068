import { area } from "../../../data/dermx/mask.ts";
import type { VoteCounts } from "../../metrics/fusion_reading.ts";
import {
  fuzzySum,
  mostOf,
  tallyWithin,
  type VoteTally,
  withoutVoter,
} from "../../metrics/fuzzy_tally.ts";
import type { FusedReference } from "../localisation/fuse_references.ts";
import type { FuzzyOverlap, OPPONENTS } from "../localisation/score_rows.ts";

/**
 * Compares the outline of a rater who counts, 1 inside and 0 outside, with the fused
 * outlines of the others and of all: min(map, reference) is the reference inside and 0
 * outside. The votes of the others are those of all with one less inside, so no mask is
 * fused anew.
 *
 * @param tally That of the reference's votes.
 * @throws {RangeError} If a reading names fewer raters than an image has evaluations.
 */
export function compareRater(
  rater: string,
  { pair: { drawn, votes, counts }, fusion, tally }: FusedReference & {
    readonly tally: VoteTally;
  },
): Record<(typeof OPPONENTS)[number], FuzzyOverlap> {
  const outline = drawn.get(rater);
  const own = outline === undefined ? [0] : tallyWithin(votes, outline);
  const compared = (
    { inside, all, counts }: {
      readonly inside: VoteTally;
      readonly all: VoteTally;
      readonly counts: VoteCounts;
    },
  ): FuzzyOverlap => ({
    drew: counts.drew,
    valid: counts.valid,
    overlap: fuzzySum(inside, { reading: fusion, counts }),
    mapArea: outline === undefined ? 0 : area(outline),
    referenceArea: fuzzySum(all, { reading: fusion, counts }),
    pixels: votes.width * votes.height,
  });
  const others = withoutVoter(tally, own);
  return {
    others: compared({
      inside: withoutVoter(own, own),
      all: others,
      counts: {
        valid: counts.valid - 1,
        drew: counts.drew - Number(outline !== undefined),
        most: mostOf(others),
      },
    }),
    all: compared({ inside: own, all: tally, counts }),
  };
}
