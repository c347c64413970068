import assert from "node:assert/strict";
import { answers } from "../../../../pipeline/stages/baselines/answers.ts";
import type { LearnerSettings } from "../../../../pipeline/stages/baselines/learner_settings.ts";
import { examplesFrom } from "../../../support/baseline_examples.ts";

/** The first feature is class 0's, the second class 1's; `11` is of either. */
const TRAIN = examplesFrom("train", [
  "10 0",
  "10 0",
  "10 0",
  "01 1",
  "01 1",
  "01 1",
  "11 0",
  "11 1",
  "11 2",
]);
const TEST = examplesFrom("test", ["01 2", "10 1", "01 0", "11 0"]);

function given(settings: LearnerSettings): number[][] {
  return answers({ train: TRAIN, test: TEST }, { settings, classes: 3 });
}

Deno.test("answers() gives each image to one class, whoever learns", () => {
  const learners: LearnerSettings[] = [
    { kind: "logistic-regression", c: 1 },
    { kind: "decision-tree", target: "class" },
    { kind: "nearest-neighbours", k: 3, ties: "earlier", target: "class" },
    { kind: "categorical-naive-bayes", alpha: 1, minCategories: 2 },
  ];
  for (const settings of learners) {
    assert.deepEqual(given(settings).slice(0, 3), [[1], [0], [1]]);
  }
});

Deno.test("answers() may give an image to no class, where each is asked by itself", () => {
  const tree = given({ kind: "decision-tree", target: "one-hot" });
  assert.deepEqual(tree, [[1], [0], [1], []]);

  const one = { kind: "nearest-neighbours", ties: "earlier" } as const;
  assert.deepEqual(given({ ...one, k: 3, target: "one-hot" })[3], []);
  assert.deepEqual(given({ ...one, k: 3, target: "class" })[3], [0]);
  assert.deepEqual(given({ ...one, k: 1, target: "one-hot" })[3], [0]);
});

Deno.test("answers() heeds the settings of its learners", () => {
  const near = { kind: "nearest-neighbours", target: "class" } as const;
  const test = examplesFrom("test", ["1 0"]);
  const lines = ["1 1", "1 0", "0 0"];
  const asked = (settings: LearnerSettings, train = lines): number[][] =>
    answers({ train: examplesFrom("train", train), test }, {
      settings,
      classes: 2,
    });
  assert.deepEqual(asked({ ...near, k: 1, ties: "earlier" }), [[1]]);
  assert.deepEqual(asked({ ...near, k: 1, ties: "all" }), [[0]]);
  assert.deepEqual(asked({ ...near, k: 3, ties: "earlier" }), [[0]]);

  // Smoothing makes the feature say less, and leaves the word to the larger class.
  const bayes = { kind: "categorical-naive-bayes", minCategories: 1 } as const;
  const rows = [...Array<string>(5).fill("0 0"), "1 0", "1 1", "1 1"];
  assert.deepEqual(asked({ ...bayes, alpha: 100 }, rows), [[0]]);
  assert.deepEqual(asked({ ...bayes, alpha: 0.01 }, rows), [[1]]);

  const logistic = { kind: "logistic-regression" } as const;
  const few = ["1 1", "0 0", "0 0", "0 0"];
  assert.deepEqual(asked({ ...logistic, c: 0.01 }, few), [[0]]);
  assert.deepEqual(asked({ ...logistic, c: 100 }, few), [[1]]);
});

Deno.test("answers() makes room for a category that no example has", () => {
  const fold = {
    train: examplesFrom("train", ["00 0", "01 1"]),
    test: examplesFrom("test", ["10 0"]),
  };
  const bayes = { kind: "categorical-naive-bayes", alpha: 1 } as const;

  assert.throws(
    () =>
      answers(fold, { settings: { ...bayes, minCategories: 1 }, classes: 2 }),
    /RangeError: Cannot classify category 1, feature 0/,
  );
  const settings = { ...bayes, minCategories: 2 };
  assert.deepEqual(answers(fold, { settings, classes: 2 }), [[0]]);
});
