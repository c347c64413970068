import assert from "node:assert/strict";
import fc from "fast-check";
import type { Mask } from "../../../data/dermx/mask.ts";
import { EXPLANATION_MEASURES } from "../../../pipeline/metrics/explanation_scores.ts";
import { FixedPointMap } from "../../../pipeline/metrics/fixed_point_map.ts";
import { mapScores } from "../../../pipeline/metrics/map_scores.ts";
import { maskOf, pixelScores } from "../../support/pixel_scores.ts";

const side = fc.integer({ min: 1, max: 40 });

/** Pixels of a mask: scattered, in one piece, none or all. */
function masks(pixels: number): fc.Arbitrary<boolean[]> {
  const at = fc.nat({ max: pixels });
  return fc.oneof(
    fc.array(fc.boolean(), { minLength: pixels, maxLength: pixels }),
    fc.tuple(at, at).map(([a, b]) =>
      Array.from(
        { length: pixels },
        (_, i) => i >= Math.min(a, b) && i < Math.max(a, b),
      )
    ),
    fc.constant(Array(pixels).fill(false)),
    fc.constant(Array(pixels).fill(true)),
  );
}

/** Values of a map: mostly 0, few different ones, many, or one throughout. */
function maps(pixels: number): fc.Arbitrary<number[]> {
  const list = (value: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
    fc.array(value, { minLength: pixels, maxLength: pixels });
  const bytes = fc.integer({ min: 0, max: 255 }).map((byte) => byte / 255);
  // Multiples of 2 ** -20 are exact in fixed point.
  const fine = fc.integer({ min: 0, max: 2 ** 20 }).map((n) => n / 2 ** 20);
  return fc.oneof(
    list(fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fine)),
    list(fc.constantFrom(0, 0.25, 1)),
    list(bytes),
    list(fine),
    fine.map((value) => Array(pixels).fill(value)),
    fc.constant(Array(pixels).fill(0)),
    fc.constant(Array(pixels).fill(1)),
  );
}

const scenes = fc.tuple(side, side).chain(([width, height]) =>
  fc.record({
    width: fc.constant(width),
    height: fc.constant(height),
    map: maps(width * height),
    masks: fc.array(masks(width * height), { minLength: 1, maxLength: 5 }),
  })
);

Deno.test("mapScores() equals the definitions pixel by pixel", () => {
  fc.assert(
    fc.property(scenes, ({ width, height, map, masks }) => {
      const size = { width, height };
      const scores = mapScores(
        new FixedPointMap({ ...size, data: map }),
        masks.map((pixels) => maskOf(pixels, size)),
      );
      masks.forEach((pixels, i) => {
        const expected = pixelScores(map, pixels);
        for (const measure of EXPLANATION_MEASURES) {
          const found = scores[i]![measure];
          const wanted = expected[measure];
          const same = found === undefined || wanted === undefined
            ? found === wanted
            : Math.abs(found - wanted) <= 1e-8;
          assert.ok(same, `${measure} is ${found}, not ${wanted}`);
        }
      });
    }),
    { seed: 20401, numRuns: 1000 },
  );
});

Deno.test("mapScores() of a small map is what a hand computes", () => {
  // 4 x 2 pixels; the mask covers pixels 2 to 4, from one row into the next.
  const data = [0, 0.25, 0.5, 1, 0.5, 0, 0, 0.75];
  const map = new FixedPointMap({ width: 4, height: 2, data });
  const mask = { width: 4, height: 2, runs: Uint32Array.of(2, 5) };

  const [scores] = mapScores(map, [mask]);
  assert.deepEqual(scores, {
    f1: 4 / 6,
    sensitivity: 2 / 3,
    specificity: 4 / 5,
    iou: 2 / 4,
    precision: 2 / 3,
    npv: 4 / 5,
    pointing: 1,
    mass: 2 / 3,
    // 1 and 0.75 are among the three highest, and one of two pixels of 0.5.
    rank: 2 / 3,
  });
});

Deno.test("mapScores() of a ramp against its lower side has a closed form", () => {
  // (x + 1/2) / w over w columns, and the k leftmost of them as the mask: sums over
  // columns are squares, and the highest pixels are the rightmost columns.
  const [w, h] = [40, 7];
  const data = Array.from({ length: w * h }, (_, i) => (i % w + 0.5) / w);
  const map = new FixedPointMap({ width: w, height: h, data });
  const side = (k: number): Mask => {
    const runs = Array.from({ length: h }, (_, y) => [y * w, y * w + k]);
    return { width: w, height: h, runs: Uint32Array.from(runs.flat()) };
  };
  for (const k of [1, 13, 20, 27, 39]) {
    const [scores] = mapScores(map, [side(k)]);
    const expected = {
      f1: 2 * k * k / (w * (w + 2 * k)),
      sensitivity: k / (2 * w),
      specificity: (w - k) / (2 * w),
      iou: k * k / (w * w + 2 * k * w - k * k),
      precision: k * k / (w * w),
      npv: (w - k) ** 2 / (w * w),
      pointing: 0,
      mass: k * k / (w * w),
      rank: Math.max(0, 2 * k - w) / k,
    };
    for (const measure of EXPLANATION_MEASURES) {
      assert.ok(
        Math.abs(scores![measure]! - expected[measure]) < 1e-9,
        `${measure} of ${k} columns`,
      );
    }
  }
});

Deno.test("mapScores() of a map that is 0 everywhere has no precision", () => {
  const map = new FixedPointMap({
    width: 4,
    height: 2,
    data: Array(8).fill(0),
  });
  const mask = { width: 4, height: 2, runs: Uint32Array.of(2, 5) };

  assert.deepEqual(mapScores(map, [mask]), [{
    f1: 0,
    sensitivity: 0,
    specificity: 1,
    iou: 0,
    precision: undefined,
    npv: 5 / 8,
    pointing: 0,
    mass: undefined,
    rank: 3 / 8,
  }]);
});

Deno.test("mapScores() of masks that hold nothing or everything leaves undefined what is", () => {
  const data = [0.1, 0.2, 0.3, 0.7];
  const map = new FixedPointMap({ width: 2, height: 2, data });
  const empty = { width: 2, height: 2, runs: new Uint32Array() };
  const full = { width: 2, height: 2, runs: Uint32Array.of(0, 4) };

  const [nothing, everything] = mapScores(map, [empty, full]);
  assert.deepEqual(
    [nothing?.f1, nothing?.sensitivity, nothing?.precision, nothing?.rank],
    [0, undefined, 0, undefined],
  );
  assert.deepEqual(
    [everything?.specificity, everything?.precision, everything?.npv],
    [undefined, 1, 0],
  );
  assert.deepEqual([everything?.pointing, everything?.rank], [1, 1]);
});

Deno.test("mapScores() takes values as equal that differ in their last bit", () => {
  const data = [0.6, 0.1 + 0.2 + 0.3, 0, 0];
  assert.notEqual(data[0], data[1]);
  const map = new FixedPointMap({ width: 2, height: 2, data });
  const mask = { width: 2, height: 2, runs: Uint32Array.of(0, 1) };

  const [scores] = mapScores(map, [mask]);
  assert.deepEqual([scores?.pointing, scores?.rank], [0.5, 0.5]);
});

Deno.test("mapScores() does not depend on the other masks or on their order", () => {
  fc.assert(
    fc.property(scenes, ({ width, height, map, masks }) => {
      const size = { width, height };
      const fixed = new FixedPointMap({ ...size, data: map });
      const runs = masks.map((pixels) => maskOf(pixels, size));
      const together = mapScores(fixed, runs);
      assert.deepEqual(
        mapScores(fixed, runs.toReversed()).toReversed(),
        together,
      );
      assert.deepEqual(
        runs.flatMap((mask) => mapScores(fixed, [mask])),
        together,
      );
    }),
    { seed: 20402 },
  );
});

Deno.test("mapScores() refuses masks of another size", () => {
  const map = new FixedPointMap({ width: 2, height: 2, data: [0, 0, 0, 1] });
  const mask = { width: 4, height: 1, runs: Uint32Array.of(0, 1) };

  assert.throws(
    () => mapScores(map, [mask]),
    /^RangeError: Cannot score a map of 2 x 2 pixels against a mask of 4 x 1/,
  );
});
