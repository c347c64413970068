import { createHash } from "node:crypto";

/** What tells one mask of a release from another. */
export interface MaskId {
  /** The image's id. */
  readonly image: string;
  /** Who outlined it. */
  readonly rater: string;
  /** What was outlined. */
  readonly characteristic: string;
}

/**
 * The masks whose seeded SHA-256 is smallest, in that order.
 *
 * A mask's place depends on its name and the seed alone, so the sample is the same
 * whatever the order of the masks, and one more mask changes at most one of it.
 */
export function sampleMasks<Mask extends MaskId>(
  masks: readonly Mask[],
  options: { readonly size: number; readonly seed: number },
): Mask[] {
  return masks
    .map((mask) => ({ mask, digest: digestOf(mask, options.seed) }))
    .sort((a, b) => a.digest < b.digest ? -1 : 1)
    .slice(0, options.size)
    .map(({ mask }) => mask);
}

function digestOf(mask: MaskId, seed: number): string {
  const text = [seed, mask.image, mask.rater, mask.characteristic].join("\n");
  return createHash("sha256").update(text).digest("hex");
}
