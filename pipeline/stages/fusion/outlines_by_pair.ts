import type { Evaluation } from "../evaluations/evaluation.ts";
import type { MaskEntry } from "../masks/mask_index.ts";

/** The outlines of one characteristic in one image, in the order given. */
export type PairOutlines = readonly [MaskEntry, ...MaskEntry[]];

/**
 * The outlines of some evaluations by image and characteristic, sorted by both; a pair
 * that nobody outlined is none.
 */
export function outlinesByPair(
  entries: readonly MaskEntry[],
  evaluations: readonly Evaluation[],
): PairOutlines[] {
  const raters = new Map(
    [...Map.groupBy(evaluations, ({ image }) => image)].map((
      [image, found],
    ) => [image, new Set(found.map(({ rater }) => rater))]),
  );
  const counted = entries.filter(({ image, rater }) =>
    raters.get(image)?.has(rater)
  );
  const pairs = Map.groupBy(
    counted,
    ({ image, characteristic }) => JSON.stringify([image, characteristic]),
  );
  return [...pairs.values()]
    .map(([first, ...others]): PairOutlines => [first!, ...others])
    .sort(([a], [b]) =>
      order(a.image, b.image) || order(a.characteristic, b.characteristic)
    );
}

/** Code unit order, so that the table is the same in every locale. */
function order(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
