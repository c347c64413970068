import assert from "node:assert/strict";
import fc from "fast-check";
import type { Mask } from "../../../data/dermx/mask.ts";
import {
  FixedPointMap,
  FULL_LEVEL,
} from "../../../pipeline/metrics/fixed_point_map.ts";
import type { FusionReading } from "../../../pipeline/metrics/fusion_reading.ts";
import { fusedMap } from "../../../pipeline/metrics/fused_map.ts";
import { fuzzyArea, fuzzyMask } from "../../../pipeline/metrics/fuzzy_mask.ts";
import { fuzzyOverlap } from "../../../pipeline/metrics/fuzzy_overlap.ts";
import { countVotes, mostVotes } from "../../../pipeline/metrics/vote_map.ts";
import { FUZZY_READINGS, fuzzyCase } from "../../support/fuzzy_case.ts";
import { maskOf } from "../../support/picture.ts";

const VOTES = countVotes([
  maskOf(["##..", "##..", "...."]),
  maskOf([".##.", ".##.", "...#"]),
  maskOf([".#..", "....", "...#"]),
]);
const COUNTS = { valid: 6, drew: 3, most: 3 };

function fused(reading: FusionReading): [number, number, number][] {
  const { runs } = fuzzyMask(VOTES, { reading, counts: COUNTS });
  return Array.from({ length: runs.length / 3 }, (_, i) => [
    runs[3 * i]!,
    runs[3 * i + 1]!,
    runs[3 * i + 2]! / FULL_LEVEL,
  ]);
}

Deno.test("fuzzyMask() gives each run of votes what its pixels are worth", () => {
  assert.deepEqual(fused({ rule: "fuzzy_relative", of: "valid" }), [
    [0, 1, Math.round(FULL_LEVEL / 6) / FULL_LEVEL],
    [1, 2, 0.5],
    [2, 3, Math.round(FULL_LEVEL / 6) / FULL_LEVEL],
    [4, 5, Math.round(FULL_LEVEL / 6) / FULL_LEVEL],
    [5, 6, Math.round(FULL_LEVEL / 3) / FULL_LEVEL],
    [6, 7, Math.round(FULL_LEVEL / 6) / FULL_LEVEL],
    [11, 12, Math.round(FULL_LEVEL / 3) / FULL_LEVEL],
  ]);
});

Deno.test("fuzzyMask() leaves out what is worth nothing", () => {
  assert.deepEqual(fused({ rule: "majority_agreement", of: "drew" }), [
    [1, 2, 1],
    [5, 6, 1],
    [11, 12, 1],
  ]);
  const none = fuzzyMask(VOTES, {
    reading: { rule: "majority_agreement", of: "valid" },
    counts: COUNTS,
  });
  assert.equal(none.runs.length, 0);
  assert.equal(fuzzyArea(none), 0);
});

Deno.test("fuzzyMask() refuses more votes than raters", () => {
  assert.throws(
    () => fused({ rule: "fuzzy_fixed", of: 2 }),
    /^RangeError: Cannot fuse 3 votes of 2 raters/,
  );
});

Deno.test("fuzzyArea() and fuzzyOverlap() equal the sums over pixels", () => {
  fc.assert(
    fc.property(fuzzyCase(), ({ masks, values, reading }) => {
      const votes = countVotes(masks as [Mask, ...Mask[]]);
      const counts = { valid: 7, drew: masks.length, most: mostVotes(votes) };
      const mask = fuzzyMask(votes, { reading, counts });
      const data = Array.from(fusedMap(votes, { reading, counts }).data);
      const { width, height } = votes;
      using map = new FixedPointMap({ width, height, data: values });

      const area = data.reduce((sum, value) => sum + value, 0);
      const overlap = data.reduce(
        (sum, value, i) => sum + Math.min(value, values[i]!),
        0,
      );
      // Steps of 2 ** -30 here, single precision in the fused map.
      assert.ok(Math.abs(fuzzyArea(mask) - area) < 1e-5);
      assert.ok(Math.abs(fuzzyOverlap(map, mask) - overlap) < 1e-5);
      assert.ok(fuzzyOverlap(map, mask) <= Math.min(map.sum, fuzzyArea(mask)));
    }),
    { seed: 20060, numRuns: 300 },
  );
});

Deno.test("fuzzyOverlap() of a map with itself is its area, so that F1 is exactly 1", () => {
  for (const reading of FUZZY_READINGS) {
    const mask = fuzzyMask(VOTES, { reading, counts: COUNTS });
    const data = new Float64Array(12);
    for (let i = 0; i < mask.runs.length; i += 3) {
      const [from, to, level] = mask.runs.subarray(i, i + 3);
      data.fill(level! / FULL_LEVEL, from, to);
    }
    using map = new FixedPointMap({ width: 4, height: 3, data });
    assert.equal(map.sum, fuzzyArea(mask));
    assert.equal(fuzzyOverlap(map, mask), fuzzyArea(mask));
  }
});

Deno.test("fuzzyOverlap() of a constant map is the constant where the reference is higher", () => {
  const reading = { rule: "fuzzy_relative", of: "valid" } as const;
  const mask = fuzzyMask(VOTES, { reading, counts: COUNTS });
  const data = new Float32Array(12).fill(0.25);
  using map = new FixedPointMap({ width: 4, height: 3, data });
  // Three of the seven pixels have more than a quarter, four of them a sixth.
  assert.ok(Math.abs(fuzzyOverlap(map, mask) - (3 / 4 + 4 / 6)) < 1e-8);
});

Deno.test("fuzzyOverlap() refuses another size", () => {
  using map = new FixedPointMap({
    width: 3,
    height: 4,
    data: Array(12).fill(0),
  });
  const reading = { rule: "any_agreement" } as const;
  const mask = fuzzyMask(VOTES, { reading, counts: COUNTS });
  assert.throws(() => fuzzyOverlap(map, mask), {
    name: "RangeError",
    message: /a map of 3 x 4 pixels with a fuzzy mask of 4 x 3/,
  });
});
