import { createHash } from "node:crypto";

/** What a split depends on beside the image. */
export interface SplitParams {
  /** Another seed gives other splits. */
  readonly seed: number;
  /** Each run has a split of its own. */
  readonly run: number;
  /** The share of images that is held out, 0 to 1; reached on average. */
  readonly testShare: number;
}

/**
 * Whether an image is held out for testing: if the first four bytes of the SHA-256 of
 * `seed/run/id` (NFC, UTF-8), as a share of 2³², lie below the test share. It depends
 * on the image's own id alone, so that more images leave the split of the others.
 */
export function heldOut(
  image: string,
  { seed, run, testShare }: SplitParams,
): boolean {
  const digest = createHash("sha256")
    .update(`${seed}/${run}/${image.normalize("NFC")}`)
    .digest();
  return digest.readUInt32BE(0) / 2 ** 32 < testShare;
}
