import { createHash } from "node:crypto";

/** Numbers that one digest gives: four bytes each. */
const PER_DIGEST = 8;

/**
 * Numbers uniform in [0, 1) that depend on a seed and an image alone: the SHA-256 of
 * the JSON text `[seed, image, block]`, the image in NFC, with blocks counted from 0;
 * each four bytes, big-endian, divided by 2 ** 32.
 *
 * @param count How many.
 */
export function randomValues(
  count: number,
  { seed, image }: { readonly seed: number; readonly image: string },
): Float32Array<ArrayBuffer> {
  const values = new Float32Array(count);
  const id = image.normalize("NFC");
  for (let start = 0; start < count; start += PER_DIGEST) {
    const text = JSON.stringify([seed, id, start / PER_DIGEST]);
    const digest = createHash("sha256").update(text).digest();
    const end = Math.min(start + PER_DIGEST, count);
    for (let i = start; i < end; i++) {
      values[i] = digest.readUInt32BE(4 * (i - start)) / 2 ** 32;
    }
  }
  return values;
}
