import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeMaskPng } from "../../../data/dermx/decode_mask_png.ts";
import { encodeMaskPng } from "../../../data/dermx/encode_mask_png.ts";
import { rasterise } from "../../../data/dermx/rasterise.ts";

const SIZE = { width: 23, height: 17 };
const corner = fc.record({
  x: fc.integer({ min: -5, max: 28 }),
  y: fc.integer({ min: -5, max: 22 }),
});

Deno.test("encodeMaskPng() writes what decodeMaskPng() reads", () => {
  fc.assert(
    fc.property(
      fc.array(corner, { minLength: 3, maxLength: 9 }),
      (path) => {
        const mask = rasterise([path], SIZE);
        const bytes = encodeMaskPng(mask);
        assert.deepEqual(decodeMaskPng({ name: "mask.png", bytes }), mask);
      },
    ),
    { seed: 1, numRuns: 100 },
  );
  const empty = { ...SIZE, runs: new Uint32Array() };
  assert.deepEqual(
    decodeMaskPng({ name: "empty.png", bytes: encodeMaskPng(empty) }),
    empty,
  );
});
