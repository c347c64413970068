import assert from "node:assert/strict";
import fc from "fast-check";
import { PixelSet } from "../../../pipeline/metrics/pixel_set.ts";

/** More than four blocks of 1024 pixels, and no whole number of words. */
const PIXELS = 5003;

Deno.test("PixelSet.countWithin() counts as looking at every pixel does", () => {
  const members = fc.uniqueArray(fc.nat({ max: PIXELS - 1 }), {
    maxLength: 400,
  });
  const bounds = fc.uniqueArray(fc.nat({ max: PIXELS }), {
    minLength: 2,
    maxLength: 8,
  });
  fc.assert(
    fc.property(members, bounds, (pixels, ends) => {
      const set = new PixelSet(PIXELS);
      set.add(Uint32Array.from(pixels));
      const runs = ends.toSorted((a, b) => a - b)
        .slice(0, ends.length - ends.length % 2);
      const inside = (pixel: number): boolean =>
        runs.some((start, i) =>
          i % 2 === 0 && start <= pixel && pixel < runs[i + 1]!
        );

      assert.equal(
        set.countWithin({
          width: PIXELS,
          height: 1,
          runs: Uint32Array.from(runs),
        }),
        pixels.filter(inside).length,
      );
    }),
    { seed: 20405, numRuns: 500 },
  );
});

Deno.test("PixelSet grows", () => {
  const mask = { width: PIXELS, height: 1, runs: Uint32Array.of(0, PIXELS) };
  const set = new PixelSet(PIXELS);
  assert.equal(set.countWithin(mask), 0);
  set.add(Uint32Array.of(0, 31, 32, 1023, 1024));
  assert.equal(set.countWithin(mask), 5);
  set.add(Uint32Array.from({ length: PIXELS - 1025 }, (_, i) => 1025 + i));
  assert.equal(set.countWithin(mask), 5 + PIXELS - 1025);
});
