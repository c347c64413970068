import assert from "node:assert/strict";
import fc from "fast-check";
import type { Mask } from "../../../data/dermx/mask.ts";
import { oneVsRest } from "../../../pipeline/metrics/one_vs_rest.ts";
import {
  overlapConfusion,
  overlapOf,
} from "../../../pipeline/metrics/overlap.ts";
import {
  f1,
  iou,
  precision,
  sensitivity,
  specificity,
} from "../../../pipeline/metrics/rates.ts";

const pixelPairs = fc.tuple(
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1, max: 12 }),
).chain(([width, height]) => {
  const pixels = fc.array(fc.boolean(), {
    minLength: width * height,
    maxLength: width * height,
  });
  return fc.record({
    width: fc.constant(width),
    height: fc.constant(height),
    a: pixels,
    b: pixels,
  });
});

/** Runs of the set pixels, by looking at every pixel. */
function maskOf(
  pixels: readonly boolean[],
  size: { width: number; height: number },
): Mask {
  const runs: number[] = [];
  for (let i = 0; i <= pixels.length; i++) {
    const inside = pixels[i] ?? false;
    const before = pixels[i - 1] ?? false;
    if (inside !== before) runs.push(i);
  }
  return {
    width: size.width,
    height: size.height,
    runs: Uint32Array.from(runs),
  };
}

Deno.test("overlapOf() measures two masks, and overlapConfusion() makes rates of them", () => {
  // 4 x 3 pixels. A covers pixels 0–4 (wrapping a row), B covers 3–8.
  const a = { width: 4, height: 3, runs: Uint32Array.of(0, 5) };
  const b = { width: 4, height: 3, runs: Uint32Array.of(3, 9) };

  const overlap = overlapOf(a, b);
  assert.deepEqual(overlap, {
    predicted: 5,
    reference: 6,
    intersection: 2,
    pixels: 12,
  });
  const counts = overlapConfusion(overlap);
  assert.deepEqual(counts, { tp: 2, fp: 3, fn: 4, tn: 3 });
  assert.equal(f1(counts), 4 / 11);
  assert.equal(iou(counts), 2 / 9);
  assert.equal(sensitivity(counts), 2 / 6);
  assert.equal(specificity(counts), 3 / 6);
});

Deno.test("overlapOf() of a rater who drew nothing has Dice 0 and no sensitivity", () => {
  const drawn = { width: 4, height: 3, runs: Uint32Array.of(0, 5) };
  const empty = { width: 4, height: 3, runs: new Uint32Array() };

  const counts = overlapConfusion(overlapOf(drawn, empty));
  assert.equal(f1(counts), 0);
  assert.equal(sensitivity(counts), undefined);
  assert.equal(specificity(counts), 7 / 12);
});

Deno.test("overlapOf() refuses masks of two images", () => {
  const a = { width: 4, height: 3, runs: Uint32Array.of(0, 5) };
  const b = { width: 3, height: 4, runs: Uint32Array.of(0, 5) };

  assert.throws(() => overlapOf(a, b), RangeError);
});

Deno.test("overlapConfusion() of runs equals oneVsRest() of their pixels", () => {
  fc.assert(
    fc.property(pixelPairs, ({ a, b, ...size }) => {
      const overlap = overlapOf(maskOf(a, size), maskOf(b, size));
      assert.deepEqual(
        overlapConfusion(overlap),
        oneVsRest(a, { reference: b, positive: true }),
      );
    }),
    { seed: 20214 },
  );
});

Deno.test("overlapOf() gives symmetric Dice and IoU, and sensitivity that is the other's precision", () => {
  fc.assert(
    fc.property(pixelPairs, ({ a, b, ...size }) => {
      const ab = overlapConfusion(overlapOf(maskOf(a, size), maskOf(b, size)));
      const ba = overlapConfusion(overlapOf(maskOf(b, size), maskOf(a, size)));
      assert.equal(f1(ab), f1(ba));
      assert.equal(iou(ab), iou(ba));
      assert.equal(sensitivity(ab), precision(ba));
    }),
    { seed: 20215 },
  );
});

Deno.test("overlapConfusion() of fuzzy sums equals the paper's sums of minima", () => {
  const a = [0, 0.25, 0.5, 1, 0.75];
  const b = [0.5, 0.25, 1, 0, 0.5];
  const sum = (value: (i: number) => number): number =>
    a.reduce((total, _, i) => total + value(i), 0);

  const counts = overlapConfusion({
    predicted: sum((i) => a[i]!),
    reference: sum((i) => b[i]!),
    intersection: sum((i) => Math.min(a[i]!, b[i]!)),
    pixels: a.length,
  });
  const minima = sum((i) => Math.min(a[i]!, b[i]!));
  const complements = sum((i) => Math.min(1 - a[i]!, 1 - b[i]!));
  assert.equal(f1(counts), 2 * minima / (2.5 + 2.25));
  assert.equal(sensitivity(counts), minima / 2.25);
  assert.equal(specificity(counts), complements / (5 - 2.25));
});
