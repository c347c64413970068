import assert from "node:assert/strict";
import fc from "fast-check";
import { exchangeSides } from "../../../pipeline/metrics/confusion.ts";
import {
  f1,
  iou,
  npv,
  precision,
  sensitivity,
  specificity,
} from "../../../pipeline/metrics/rates.ts";

const SEED = { seed: 20210 };
const count = fc.nat({ max: 1_000_000 });
const confusions = fc.record({ tp: count, fp: count, fn: count, tn: count });

Deno.test("f1(), iou(), sensitivity(), specificity(), precision() and npv() equal hand-computed fractions", () => {
  const counts = { tp: 6, fp: 2, fn: 4, tn: 8 };

  assert.equal(f1(counts), 12 / 18);
  assert.equal(iou(counts), 6 / 12);
  assert.equal(sensitivity(counts), 6 / 10);
  assert.equal(specificity(counts), 8 / 10);
  assert.equal(precision(counts), 6 / 8);
  assert.equal(npv(counts), 8 / 12);
});

Deno.test("f1() and iou() are undefined only if neither side has a positive", () => {
  assert.equal(f1({ tp: 0, fp: 0, fn: 0, tn: 5 }), undefined);
  assert.equal(iou({ tp: 0, fp: 0, fn: 0, tn: 5 }), undefined);
  assert.equal(f1({ tp: 0, fp: 1, fn: 0, tn: 5 }), 0);
  assert.equal(iou({ tp: 0, fp: 0, fn: 1, tn: 5 }), 0);
});

Deno.test("sensitivity() is undefined without reference positives, specificity() without negatives", () => {
  assert.equal(sensitivity({ tp: 0, fp: 3, fn: 0, tn: 5 }), undefined);
  assert.equal(specificity({ tp: 3, fp: 0, fn: 2, tn: 0 }), undefined);
  assert.equal(precision({ tp: 0, fp: 0, fn: 2, tn: 5 }), undefined);
  assert.equal(npv({ tp: 2, fp: 5, fn: 0, tn: 0 }), undefined);
});

Deno.test("f1() and iou() are symmetric, and sensitivity() is precision() seen from the other side", () => {
  fc.assert(
    fc.property(confusions, (counts) => {
      assert.equal(f1(counts), f1(exchangeSides(counts)));
      assert.equal(iou(counts), iou(exchangeSides(counts)));
      assert.equal(sensitivity(counts), precision(exchangeSides(counts)));
    }),
    SEED,
  );
});

Deno.test("rates lie in [0, 1], and iou() never exceeds f1()", () => {
  fc.assert(
    fc.property(confusions, (counts) => {
      for (const rate of [f1, iou, sensitivity, specificity, precision, npv]) {
        const value = rate(counts) ?? 0;
        assert.ok(value >= 0 && value <= 1, `${rate.name} = ${value}`);
      }
      assert.ok((iou(counts) ?? 0) <= (f1(counts) ?? 0));
    }),
    SEED,
  );
});

Deno.test("iou() equals f1() / (2 - f1())", () => {
  fc.assert(
    fc.property(confusions, (counts) => {
      const dice = f1(counts);
      if (dice === undefined) return;
      assert.ok(Math.abs((iou(counts) ?? NaN) - dice / (2 - dice)) < 1e-15);
    }),
    SEED,
  );
});
