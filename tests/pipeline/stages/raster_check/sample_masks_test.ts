import assert from "node:assert/strict";
import {
  type MaskId,
  sampleMasks,
} from "../../../../pipeline/stages/raster_check/sample_masks.ts";

const MASKS: MaskId[] = Array.from({ length: 300 }, (_, i) => ({
  image: `image${i % 50}`,
  rater: `derm${i % 3}`,
  characteristic: ["Scale", "Plaque"][i % 2]!,
})).filter((mask, i, all) =>
  all.findIndex((other) =>
    other.image === mask.image && other.rater === mask.rater &&
    other.characteristic === mask.characteristic
  ) === i
);

Deno.test("sampleMasks() does not depend on the order of the masks", () => {
  const options = { size: 20, seed: 1 };

  assert.deepEqual(
    sampleMasks(MASKS, options),
    sampleMasks(MASKS.toReversed(), options),
  );
});

Deno.test("sampleMasks() takes distinct masks, as many as asked for or all there are", () => {
  const sample = sampleMasks(MASKS, { size: 20, seed: 1 });

  assert.equal(new Set(sample).size, 20);
  assert.deepEqual(
    new Set(sampleMasks(MASKS, { size: 1000, seed: 1 })),
    new Set(MASKS),
  );
});

Deno.test("sampleMasks() takes others with another seed", () => {
  const one = new Set(sampleMasks(MASKS, { size: 20, seed: 1 }));
  const two = new Set(sampleMasks(MASKS, { size: 20, seed: 2 }));

  assert(one.intersection(two).size < 15);
});

Deno.test("sampleMasks() gives up at most one when a mask is added", () => {
  const options = { size: 20, seed: 1 };
  const all = new Set(sampleMasks(MASKS, options));
  const changes = MASKS.map((added) => {
    const others = MASKS.filter((mask) => mask !== added);
    return all.difference(new Set(sampleMasks(others, options))).size;
  });

  // Only a mask of the sample makes room for another one.
  assert.equal(changes.filter((n) => n === 1).length, 20);
  assert.equal(changes.filter((n) => n === 0).length, MASKS.length - 20);
});
