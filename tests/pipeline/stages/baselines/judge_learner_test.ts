import assert from "node:assert/strict";
import { crossValidate } from "../../../../pipeline/stages/baselines/cross_validate.ts";
import { judgeLearner } from "../../../../pipeline/stages/baselines/judge_learner.ts";
import type { LearnerSettings } from "../../../../pipeline/stages/baselines/learner_settings.ts";
import { shuffleFolds } from "../../../../pipeline/stages/baselines/shuffle_folds.ts";
import { examplesFrom } from "../../../support/baseline_examples.ts";

/** Images that all look alike: only their order decides. */
const FOLDS = [
  { train: ["1 0", "1 1", "1 1"], test: ["1 0", "1 1"] },
  { train: ["1 0", "1 0", "1 1"], test: ["1 1"] },
].map(({ train, test }) => ({
  train: examplesFrom("train", train),
  test: examplesFrom("test", test),
}));

const NEAREST = {
  kind: "nearest-neighbours",
  k: 1,
  ties: "earlier",
  target: "class",
} as const;

const PARAMS = {
  diagnoses: ["Acne", "Vitiligo"],
  orders: { rows: 8, columns: 0, seed: 3 },
  std: "population",
} as const;

function judge(
  settings: LearnerSettings,
  params: Partial<Parameters<typeof judgeLearner>[1]["params"]> = {},
): ReturnType<typeof judgeLearner> {
  return judgeLearner({ name: "learner", settings }, {
    folds: FOLDS,
    params: { ...PARAMS, ...params },
  });
}

Deno.test("judgeLearner() summarises folds with the divisor asked for", () => {
  const { summary, folds } = judge(NEAREST);

  assert.deepEqual(folds.map(({ scores }) => scores.accuracy), [0.5, 0]);
  assert.deepEqual(summary.accuracy, { mean: 0.25, std: 0.25 });
  assert.deepEqual(
    judge(NEAREST, { std: "sample" }).summary.accuracy.std,
    Math.sqrt(0.125),
  );
});

Deno.test("judgeLearner() repeats the trial in as many orders as asked for", () => {
  const { orders } = judge(NEAREST);

  assert.equal(orders?.of, "rows");
  const expected = Array.from({ length: 8 }, (_, i) => {
    const shuffled = shuffleFolds(FOLDS, { order: "rows", key: `3/rows/${i}` });
    const outcomes = crossValidate(shuffled, { settings: NEAREST, classes: 2 });
    return (outcomes[0]!.scores.accuracy + outcomes[1]!.scores.accuracy) / 2;
  });
  assert.deepEqual(orders.means.accuracy, expected);
  assert.ok(new Set(expected).size > 1);
  assert.equal(orders.means.f1.length, 8);
  const others = judge(NEAREST, { orders: { ...PARAMS.orders, seed: 4 } });
  assert.notDeepEqual(others.orders?.means, orders.means);
});

Deno.test("judgeLearner() draws no orders that decide nothing, or that nobody asks for", () => {
  const tree = { kind: "decision-tree", target: "class" } as const;

  assert.equal("orders" in judge({ ...NEAREST, ties: "all" }), false);
  assert.equal("orders" in judge(tree), false);
  const orders = { ...PARAMS.orders, columns: 2 };
  assert.equal(judge(tree, { orders }).orders?.of, "columns");
});
