import assert from "node:assert/strict";
import fc from "fast-check";
import { enlargeMap } from "../../../models/maps/enlarge_map.ts";
import {
  FixedPointMap,
  FULL_LEVEL,
  type UnitMap,
} from "../../../pipeline/metrics/fixed_point_map.ts";

Deno.test("FixedPointMap keeps values in steps of 2 ** -30", () => {
  const data = [0, 1, 0.5, 2 ** -30, 2 ** -32, 1 - 2 ** -32];
  const map = new FixedPointMap({ width: 3, height: 2, data });

  assert.deepEqual(
    [...map.levels],
    [0, FULL_LEVEL, FULL_LEVEL / 2, 1, 0, FULL_LEVEL],
  );
  assert.equal(map.sum, 2.5 + 2 ** -30);
});

Deno.test("FixedPointMap rounds as Math.round does, on both sides of every half", () => {
  const halves = Array.from({ length: 31 }, (_, k) => 2 ** k - 0.5);
  const data = [0.5 - 2 ** -54, ...halves, ...halves.map((half) => half + 0.5)]
    .flatMap((level) => [level * (1 - 2 ** -53), level, level * (1 + 2 ** -52)])
    .filter((level) => level <= FULL_LEVEL)
    .map((level) => level / FULL_LEVEL);
  using map = new FixedPointMap({ width: data.length, height: 1, data });

  assert.deepEqual(
    [...map.levels],
    data.map((value) => Math.round(value * FULL_LEVEL)),
  );
});

Deno.test("FixedPointMap.sumOf() is the sum of the map, to the bit", () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 12,
    maxLength: 12,
  });
  fc.assert(
    fc.property(values, (data) => {
      const map = { width: 4, height: 3, data };
      assert.equal(FixedPointMap.sumOf(map), new FixedPointMap(map).sum);
    }),
    { seed: 30 },
  );
});

Deno.test("FixedPointMap.sumWithin() of a partition adds up to the sum, exactly", () => {
  const cut = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), {
    maxLength: 20,
  });
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 100,
    maxLength: 100,
  });
  fc.assert(
    fc.property(values, cut, (data, cuts) => {
      const map = new FixedPointMap({ width: 10, height: 10, data });
      const bounds = [0, ...cuts.sort((a, b) => a - b), 100];
      const pieces = bounds.slice(1).map((end, i) =>
        map.sumWithin({
          width: 10,
          height: 10,
          runs: Uint32Array.of(bounds[i]!, end),
        })
      );
      assert.equal(pieces.reduce((sum, piece) => sum + piece, 0), map.sum);
    }),
    { seed: 20403 },
  );
});

Deno.test("FixedPointMap has the sum that scikit-image's map of the benchmark has", () => {
  const slope = Array.from(
    { length: 130 },
    (_, i) => Math.floor(i * 255 / 129) / 255,
  );
  const size = { width: 400, height: 300, border: "mirror" } as const;
  const map = enlargeMap({ width: 13, height: 10, data: slope }, size);

  // Known apart from this code, to ten digits.
  assert.ok(Math.abs(new FixedPointMap(map).sum - 59771.09827) <= 1e-5);
});

Deno.test("FixedPointMap refuses values outside 0 to 1 and another number of them", () => {
  const takers = [
    (map: UnitMap) => new FixedPointMap(map),
    (map: UnitMap) => FixedPointMap.sumOf(map),
  ];
  for (const take of takers) {
    for (const value of [NaN, -0.1, 1.001, Infinity]) {
      assert.throws(
        () => take({ width: 1, height: 2, data: [0, value] }),
        /^RangeError: Cannot score a map with the value .*: normalise it/,
      );
    }
    assert.throws(
      () => take({ width: 2, height: 2, data: [0, 1] }),
      /^RangeError: Cannot score a map of 2 x 2 pixels with 2 values/,
    );
  }
});
