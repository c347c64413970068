import assert from "node:assert/strict";
import { overGroups } from "../../../../pipeline/stages/measures/over_groups.ts";

/** The share of ones; `undefined` without samples. */
function share(samples: readonly number[]): number | undefined {
  return samples.length === 0
    ? undefined
    : samples.filter((one) => one === 1).length / samples.length;
}

const OPTIONS = { std: "population", measure: share } as const;

Deno.test("overGroups() takes the mean of folds, or judges them together", () => {
  const folds = [[1], [1, 0, 0, 0]];

  assert.deepEqual(overGroups(folds, { ...OPTIONS, folds: "mean" }), {
    value: 0.625,
    std: 0.375,
    groups: [1, 0.25],
  });
  assert.deepEqual(overGroups(folds, { ...OPTIONS, folds: "pooled" }), {
    value: 0.4,
    std: undefined,
    groups: [1, 0.25],
  });
});

Deno.test("overGroups() makes no difference between the two where folds are equal", () => {
  const folds = [[1, 0], [1, 0], [1, 0]];
  const value = (rule: "mean" | "pooled") =>
    overGroups(folds, { ...OPTIONS, folds: rule }).value;

  assert.equal(value("mean"), value("pooled"));
});

Deno.test("overGroups() leaves a fold without a number out of the mean", () => {
  const { value, groups } = overGroups([[1], []], {
    ...OPTIONS,
    folds: "mean",
  });

  assert.equal(value, 1);
  assert.deepEqual(groups, [1, undefined]);
  const none = overGroups([], { ...OPTIONS, folds: "mean" });
  assert.equal(none.value, undefined);
});
