import assert from "node:assert/strict";
import type { HeadExamples } from "../../../../models/fitting/head_examples.ts";
import type { LinearHead } from "../../../../models/architectures/with_linear_head.ts";
import {
  fitDermxHeads,
  type FittedHeads,
} from "../../../../pipeline/stages/fit_heads/fit_dermx_heads.ts";
import { someFloats } from "../../../support/tensors.ts";

const IMAGES = 60;
const COLUMNS = 6;
const OPTIONS = {
  hidden: 12,
  characteristics: 3,
  diagnoses: 3,
  l2: 0.003,
  seed: 1,
};

/** What an image shows follows from its place. */
const SHOWN = Array.from({ length: IMAGES }, (_, i) => ({
  diagnosis: i % 3,
  present: [i % 3 === 0, i % 2 === 0, i % 5 === 0],
}));

/**
 * A feature for each thing that is shown, all of other sizes, and the last one the
 * same everywhere.
 */
const FEATURES = SHOWN.map(({ diagnosis, present }, i) => {
  const noise = someFloats([COLUMNS - 1], i + 1).data;
  const shown = [diagnosis === 1, diagnosis === 2, ...present];
  const sized = Array.from(
    noise,
    (x, j) => 10 ** (j - 2) * (100 + (shown[j] ? 4 : 0) + x),
  );
  return [...sized, 7];
});

const EXAMPLES: HeadExamples = {
  features: { rows: IMAGES, columns: COLUMNS, data: FEATURES.flat() },
  diagnoses: SHOWN.map(({ diagnosis }) => diagnosis),
  characteristics: SHOWN.map(({ present }, i) => i % 7 === 0 ? null : present),
};

function applied({ weights, bias }: LinearHead, x: number[]): number[] {
  return Array.from(
    bias,
    (start, k) =>
      x.reduce(
        (sum, value, j) => sum + weights[k * x.length + j]! * value,
        start,
      ),
  );
}

/** The scores of an image from its features as they come. */
function scoresOf(
  { heads }: FittedHeads,
  features: number[],
): { cx: number[]; dx: number[] } {
  const relu = (x: number): number => Math.max(0, x);
  const cx = applied(heads.cx, applied(heads.cxHidden, features).map(relu));
  const own = applied(heads.dxHidden, features).map(relu);
  return { cx, dx: applied(heads.dx, [...own, ...cx]) };
}

Deno.test("fitDermxHeads() learns what images show", () => {
  const fitted = fitDermxHeads(EXAMPLES, OPTIONS);
  for (const [i, { diagnosis, present }] of SHOWN.entries()) {
    const { cx, dx } = scoresOf(fitted, FEATURES[i]!);
    assert.equal(dx.indexOf(Math.max(...dx)), diagnosis);
    // Those of whom nobody said anything, too.
    assert.deepEqual(cx.map((score) => score > 0), present);
  }
  assert.notEqual(fitted.fit.stopped, "iterations");
  assert.ok(fitted.fit.value < 0.2, `${fitted.fit.value}`);
});

Deno.test("fitDermxHeads() folds standardisation into the first layers", () => {
  const fitted = fitDermxHeads(EXAMPLES, OPTIONS);
  assert.equal(fitted.scores.length, IMAGES);
  for (const [i, expected] of fitted.scores.entries()) {
    const { cx, dx } = scoresOf(fitted, FEATURES[i]!);
    for (const [k, score] of [...expected.cx, ...expected.dx].entries()) {
      assert.ok(Math.abs([...cx, ...dx][k]! - score) < 1e-9);
    }
  }
  // Features that only differ in their scale give the same scores.
  const scaled = fitDermxHeads({
    ...EXAMPLES,
    features: {
      ...EXAMPLES.features,
      data: FEATURES.flatMap((row) => row.map((x, j) => 2 ** j * x - 4)),
    },
  }, OPTIONS);
  assert.ok(Math.abs(scaled.fit.value - fitted.fit.value) < 1e-6);
});

Deno.test("fitDermxHeads() gives the same numbers each time, and follows its seed", () => {
  const fitted = fitDermxHeads(EXAMPLES, OPTIONS);
  assert.deepEqual(fitDermxHeads(EXAMPLES, OPTIONS), fitted);
  const other = fitDermxHeads(EXAMPLES, { ...OPTIONS, seed: 2 });
  assert.notDeepEqual(other.heads, fitted.heads);
  // Another start ends about as low.
  const [low, high] = [fitted, other].map(({ fit }) => fit.value).sort();
  assert.ok(high! < 1.1 * low!, `${low} and ${high}`);
});

Deno.test("fitDermxHeads() penalises large weights", () => {
  const norm = (l2: number): number => {
    const { heads } = fitDermxHeads(EXAMPLES, { ...OPTIONS, l2 });
    return Array.from(heads.cx.weights).reduce((sum, w) => sum + w * w, 0);
  };
  assert.ok(norm(0.03) < 0.5 * norm(0.001));
});

Deno.test("fitDermxHeads() copes with characteristics that no image has, that all have, and that one has", () => {
  const rare = EXAMPLES.characteristics.map((present, i) =>
    present && [false, true, i === 8]
  );
  for (const seed of [1, 2, 3]) {
    const fitted = fitDermxHeads(
      { ...EXAMPLES, characteristics: rare },
      { ...OPTIONS, seed },
    );
    assert.notEqual(fitted.fit.stopped, "iterations");
    const { cxHidden, cx, dxHidden, dx } = fitted.heads;
    for (const { weights, bias } of [cxHidden, cx, dxHidden, dx]) {
      const numbers = [...Array.from(weights), ...Array.from(bias)];
      assert.ok(numbers.every((x) => Number.isFinite(x) && Math.abs(x) < 1e6));
    }
    for (const [i, { diagnosis }] of SHOWN.entries()) {
      const { cx: [none, every], dx } = scoresOf(fitted, FEATURES[i]!);
      assert.ok(none! < -2, `${none}`);
      assert.ok(every! > 2, `${every}`);
      assert.equal(dx.indexOf(Math.max(...dx)), diagnosis);
    }
  }
});
