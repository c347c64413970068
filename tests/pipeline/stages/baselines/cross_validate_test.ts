import assert from "node:assert/strict";
import { crossValidate } from "../../../../pipeline/stages/baselines/cross_validate.ts";
import { examplesFrom } from "../../../support/baseline_examples.ts";

const TREE = { kind: "decision-tree", target: "class" } as const;

/** What a tree answers: 0 for `10`, 1 for `01`, and where each is asked, none for `11`. */
const TRAIN = examplesFrom("train", [
  "10 0",
  "01 1",
  "11 0",
  "11 1",
  "11 2",
]);

Deno.test("crossValidate() scores one class an image over the classes that occur", () => {
  const test = examplesFrom("test", ["10 0", "10 0", "01 1", "01 0"]);
  const [outcome] = crossValidate([{ train: TRAIN, test }], {
    settings: TREE,
    classes: 3,
  });

  assert.deepEqual(outcome?.answers, [[0], [0], [1], [1]]);
  const scores = outcome!.scores;
  assert.equal(scores.accuracy, 3 / 4);
  assert.equal(scores.recall, (2 / 3 + 1) / 2);
  assert.ok(Math.abs(scores.f1 - (4 / 5 + 2 / 3) / 2) < 1e-15);
});

Deno.test("crossValidate() scores yes or no for each class over all classes", () => {
  const test = examplesFrom("test", ["10 0", "11 0", "01 1", "11 2"]);
  const [outcome] = crossValidate([{ train: TRAIN, test }], {
    settings: { ...TREE, target: "one-hot" },
    classes: 4,
  });

  assert.deepEqual(outcome?.answers, [[0], [], [1], []]);
  assert.deepEqual(outcome?.scores, {
    accuracy: 2 / 4,
    recall: (1 / 2 + 1 + 0 + 0) / 4,
    precision: (1 + 1 + 0 + 0) / 4,
    f1: (2 / 3 + 1 + 0 + 0) / 4,
  });
});

Deno.test("crossValidate() learns anew for each fold", () => {
  const test = examplesFrom("test", ["1 0"]);
  const folds = ["1 0", "1 1"].map((line) => ({
    train: examplesFrom("train", [line]),
    test,
  }));

  assert.deepEqual(
    crossValidate(folds, { settings: TREE, classes: 2 })
      .map(({ scores }) => scores.accuracy),
    [1, 0],
  );
});

Deno.test("crossValidate() refuses a fold with nothing to test", () => {
  assert.throws(
    () =>
      crossValidate(
        [{ train: TRAIN, test: TRAIN }, { train: TRAIN, test: [] }],
        {
          settings: TREE,
          classes: 3,
        },
      ),
    /RangeError: Cannot test on fold 1: none of its test images has features: count/,
  );
});
