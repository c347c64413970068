import type { FusionReading } from "../../metrics/fusion_reading.ts";
import type { ElectedReference, Electorate } from "./elect_raters.ts";
import type { Outlines } from "./outlines.ts";
import { type PairVotes, pairVotes } from "./pair_votes.ts";

/** A reference for one characteristic of one image. */
export interface FusedReference {
  /** Its name in the tables. */
  readonly id: string;
  /** The votes. */
  readonly pair: PairVotes;
  /** What they are worth. */
  readonly fusion: FusionReading;
}

/**
 * Lays the outlines of a characteristic of an image over each other, once for each
 * electorate. Gives the references in their order, where nobody outlined anything too.
 *
 * @throws {RangeError} If no outline of the part says which size they have, or its files
 * are not of one run.
 */
export function fuseReferences(
  references: readonly ElectedReference[],
  { image, characteristic, outlines }: {
    readonly image: string;
    readonly characteristic: string;
    readonly outlines: Outlines;
  },
): FusedReference[] {
  const { size } = outlines;
  const drawn = outlines.of(image, characteristic);
  const counted = new Map<Electorate, PairVotes>();
  return references.map(({ id, fusion, electorate }) => {
    const voters = electorate.get(image) ?? new Set();
    const pair = counted.get(electorate) ?? pairVotes(drawn, { voters, size });
    counted.set(electorate, pair);
    return { id, pair, fusion };
  });
}
