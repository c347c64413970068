import assert from "node:assert/strict";
import fc from "fast-check";
import { topPixels } from "../../../pipeline/metrics/top_pixels.ts";

const level = fc.oneof(
  fc.constantFrom(0, 1, 2 ** 15 - 1, 2 ** 15, 2 ** 30 - 1, 2 ** 30),
  fc.integer({ min: 0, max: 2 ** 30 }),
  fc.integer({ min: 2 ** 20, max: 2 ** 20 + 3 }),
);

Deno.test("topPixels() starts as a sort of all pixels does, and leaves out no equal of its last", () => {
  const list = fc.array(level, { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(list, fc.nat({ max: 320 }), (values, atLeast) => {
      const levels = Uint32Array.from(values);
      const all = [...levels.keys()].filter((pixel) => levels[pixel]! > 0)
        .sort((a, b) => levels[b]! - levels[a]! || a - b);
      const top = [...topPixels(levels, atLeast)];

      assert.deepEqual(top, all.slice(0, top.length));
      assert.ok(top.length >= Math.min(atLeast, all.length));
      const next = all[top.length];
      assert.notEqual(levels[next!] ?? -1, levels[top.at(-1)!]);
    }),
    { seed: 20404, numRuns: 500 },
  );
});

Deno.test("topPixels() sorts no more than it has to", () => {
  const levels = Uint32Array.from({ length: 1000 }, (_, i) => i * 2 ** 20);

  assert.deepEqual([...topPixels(levels, 3)], [999, 998, 997]);
});
