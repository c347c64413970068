/**
 * The name of a shard's file in a folder of parts, such as `00003.npy`: names sort as
 * the shards do.
 *
 * @param shard From 0 on.
 * @param extension Without a dot.
 */
export function partName(shard: number, extension: string): string {
  return `${String(shard).padStart(5, "0")}.${extension}`;
}
