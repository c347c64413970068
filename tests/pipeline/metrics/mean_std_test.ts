import assert from "node:assert/strict";
import fc from "fast-check";
import { meanStd } from "../../../pipeline/metrics/mean_std.ts";

const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: 2,
  maxLength: 60,
});

Deno.test("meanStd() divides by n for the population and by n - 1 for a sample", () => {
  // Squared deviations from 5: 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32.
  const list = [2, 4, 4, 4, 5, 5, 7, 9];

  assert.deepEqual(meanStd(list, { std: "population" }), { mean: 5, std: 2 });
  assert.deepEqual(meanStd(list, { std: "sample" }), {
    mean: 5,
    std: Math.sqrt(32 / 7),
  });
});

Deno.test("meanStd() has no deviation of a single sample, and nothing of no values", () => {
  assert.deepEqual(meanStd([3], { std: "population" }), { mean: 3, std: 0 });
  assert.deepEqual(meanStd([3], { std: "sample" }), {
    mean: 3,
    std: undefined,
  });
  assert.deepEqual(meanStd([], { std: "population" }), {
    mean: undefined,
    std: undefined,
  });
});

Deno.test("meanStd() relates its two deviations by the square root of n / (n - 1)", () => {
  fc.assert(
    fc.property(values, (list) => {
      const { std: population = NaN } = meanStd(list, { std: "population" });
      const { std: sample = NaN } = meanStd(list, { std: "sample" });
      const expected = population * Math.sqrt(list.length / (list.length - 1));
      assert.ok(Math.abs(sample - expected) < 1e-12);
    }),
    { seed: 20211 },
  );
});

Deno.test("meanStd() follows a shift with its mean and not with its deviation", () => {
  fc.assert(
    fc.property(values, (list) => {
      const before = meanStd(list, { std: "sample" });
      const after = meanStd(list.map((value) => value + 10), { std: "sample" });
      assert.ok(
        Math.abs((after.mean ?? NaN) - (before.mean ?? NaN) - 10) < 1e-12,
      );
      assert.ok(Math.abs((after.std ?? NaN) - (before.std ?? NaN)) < 1e-12);
    }),
    { seed: 20212 },
  );
});
