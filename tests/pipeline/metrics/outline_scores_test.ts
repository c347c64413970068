import assert from "node:assert/strict";
import fc from "fast-check";
import { EXPLANATION_MEASURES } from "../../../pipeline/metrics/explanation_scores.ts";
import { FixedPointMap } from "../../../pipeline/metrics/fixed_point_map.ts";
import { mapScores } from "../../../pipeline/metrics/map_scores.ts";
import { outlineScores } from "../../../pipeline/metrics/outline_scores.ts";
import { maskOf, pixelScores } from "../../support/pixel_scores.ts";

const SIZE = { width: 9, height: 7 };

const masks = fc.oneof(
  fc.constant(Array<boolean>(63).fill(false)),
  fc.constant(Array<boolean>(63).fill(true)),
  fc.array(fc.boolean(), { minLength: 63, maxLength: 63 }),
  fc.array(fc.nat({ max: 9 }).map((n) => n === 0), {
    minLength: 63,
    maxLength: 63,
  }),
);

Deno.test("outlineScores() equals the definitions and mapScores() of a map of 0 and 1", () => {
  fc.assert(
    fc.property(masks, masks, (predicted, reference) => {
      const mask = maskOf(reference, SIZE);
      const found = outlineScores(maskOf(predicted, SIZE), mask);
      const map = predicted.map(Number);
      const byMap = mapScores(new FixedPointMap({ ...SIZE, data: map }), [
        mask,
      ]);
      for (const expected of [pixelScores(map, reference), byMap[0]!]) {
        for (const measure of EXPLANATION_MEASURES) {
          const [a, b] = [found[measure], expected[measure]];
          const same = a === undefined || b === undefined
            ? a === b
            : Math.abs(a - b) <= 1e-15;
          assert.ok(same, `${measure} is ${a}, not ${b}`);
        }
      }
    }),
    { seed: 20430, numRuns: 500 },
  );
});

Deno.test("outlineScores() refuses masks of two images", () => {
  const mask = { ...SIZE, runs: Uint32Array.of(0, 1) };
  assert.throws(() => outlineScores(mask, { ...mask, width: 7 }), RangeError);
});
