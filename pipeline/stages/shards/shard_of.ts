import { createHash } from "node:crypto";

/**
 * The shard that an image belongs to: the first four bytes of the SHA-256 of its id
 * (NFC, UTF-8), read big-endian, modulo the number of shards. It depends on the id
 * alone, so that one new image changes one shard.
 *
 * @param shards How many there are, from 1 on.
 * @returns From 0 to `shards` − 1.
 * @throws {RangeError} If there is not at least one shard.
 */
export function shardOf(image: string, shards: number): number {
  if (!Number.isSafeInteger(shards) || shards < 1) {
    throw new RangeError(
      `Cannot divide images into ${shards} shards: give a whole number from 1 on`,
    );
  }
  const digest = createHash("sha256").update(image.normalize("NFC")).digest();
  return digest.readUInt32BE(0) % shards;
}
