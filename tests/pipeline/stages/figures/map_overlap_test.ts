import assert from "node:assert/strict";
import { mapOverlap } from "../../../../pipeline/stages/figures/map_overlap.ts";
import { rectangle } from "../../../support/figure_material.ts";

const MASK = rectangle([0, 0, 10, 8], { width: 20, height: 8 });

function map(data: readonly number[]): Parameters<typeof mapOverlap>[0] {
  return { width: 2, height: 1, data };
}

Deno.test("mapOverlap() is 1 for the mask itself, 0 for its complement and for nothing", () => {
  assert.equal(mapOverlap(map([1, 0]), MASK), 1);
  assert.equal(mapOverlap(map([0, 1]), MASK), 0);
  assert.equal(
    mapOverlap(map([0, 0]), { ...MASK, runs: new Uint32Array() }),
    0,
  );
});

Deno.test("mapOverlap() takes the lesser of map and mask", () => {
  // 2 (0.5 + 0) / (0.5 + 0.5 + 1)
  assert.equal(mapOverlap(map([0.5, 0.5]), MASK), 0.5);
});
