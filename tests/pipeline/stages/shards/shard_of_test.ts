import assert from "node:assert/strict";
import fc from "fast-check";
import { shardOf } from "../../../../pipeline/stages/shards/shard_of.ts";

Deno.test("shardOf() takes the first four bytes of SHA-256 modulo the shards", () => {
  // printf 'abc' | sha256sum starts with ba7816bf, and of nothing with e3b0c442.
  assert.equal(shardOf("abc", 4), 0xba7816bf % 4);
  assert.equal(shardOf("abc", 1000), 0xba7816bf % 1000);
  assert.equal(shardOf("", 7), 0xe3b0c442 % 7);
});

Deno.test("shardOf() does not tell apart two ways to write an accent", () => {
  const composed = "lésion";
  const decomposed = composed.normalize("NFD");
  assert.notEqual(composed, decomposed);
  assert.equal(shardOf(decomposed, 2 ** 32), shardOf(composed, 2 ** 32));
});

Deno.test("shardOf() gives every image a shard, and fills shards evenly", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 100 }), (id, shards) => {
      const shard = shardOf(id, shards);
      assert.ok(Number.isInteger(shard) && shard >= 0 && shard < shards);
    }),
    { seed: 1 },
  );
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 4000; i++) counts[shardOf(`${i}H`, 4)]!++;
  // Six standard deviations of a fair draw.
  for (const count of counts) assert.ok(Math.abs(count - 1000) < 165);
});

Deno.test("shardOf() refuses to divide by no shards", () => {
  for (const shards of [0, -1, 1.5, NaN]) {
    assert.throws(() => shardOf("a", shards), {
      name: "RangeError",
      message: /from 1 on/,
    });
  }
});
