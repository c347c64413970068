import type { FusionReading, VoteCounts } from "./fusion_reading.ts";

/**
 * What a pixel with some votes is worth by a reading, in [0, 1]. More votes are never
 * worth less, and no votes nothing.
 *
 * @throws {RangeError} If there are more votes than raters.
 */
export function fusedValue(
  reading: FusionReading,
  { votes, ...counts }: VoteCounts & {
    /** How many evaluations mark the pixel. */
    readonly votes: number;
  },
): number {
  if (reading.rule === "any_agreement") return Number(votes > 0);
  const raters = typeof reading.of === "number"
    ? reading.of
    : counts[reading.of];
  if (votes > raters) {
    throw new RangeError(
      `Cannot fuse ${votes} votes of ${raters} raters by "${reading.rule}": count the evaluations anew, or name as many raters as an image can have evaluations`,
    );
  }
  if (votes === 0) return 0;
  switch (reading.rule) {
    case "majority_agreement":
      return Number(2 * votes > raters);
    case "full_agreement":
      return Number(votes === raters);
    case "fuzzy_fixed":
    case "fuzzy_relative":
      return votes / raters;
  }
}
