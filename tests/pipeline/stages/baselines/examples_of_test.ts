import assert from "node:assert/strict";
import type { Fold } from "../../../../data/dermx/fold.ts";
import {
  describedImages,
  examplesOf,
} from "../../../../pipeline/stages/baselines/examples_of.ts";

const FOLDS: Fold[] = [{
  train: [
    { image: "c", patient: "1", diagnosis: "Vitiligo" },
    { image: "silent", patient: "2", diagnosis: "Acne" },
    { image: "a", patient: "3", diagnosis: "Acne" },
  ],
  test: [
    { image: "unlabelled", patient: "4", diagnosis: "Acne" },
    { image: "bare", patient: "5", diagnosis: "Vitiligo" },
  ],
}];

const OPTIONS = {
  characteristics: ["Papule", "Scale"],
  diagnoses: ["Acne", "Vitiligo"],
  described: "some-characteristic",
  undescribed: "leave-out",
  rows: "as-listed",
  labels: [
    { image: "a", kept: 1, present: [false, true] },
    { image: "bare", kept: 2, present: [false, false] },
    { image: "c", kept: 3, present: [true, true] },
    { image: "silent", kept: 0, present: [false, false] },
    { image: "elsewhere", kept: 1, present: [true, false] },
  ],
} as const;

Deno.test("examplesOf() leaves out images without features, in both parts", () => {
  assert.deepEqual(examplesOf(FOLDS, OPTIONS), [{
    train: [
      { image: "c", features: [1, 1], label: 1 },
      { image: "a", features: [0, 1], label: 0 },
    ],
    test: [],
  }]);
});

Deno.test("examplesOf() counts images without features as having no characteristic", () => {
  const [fold] = examplesOf(FOLDS, { ...OPTIONS, undescribed: "none-present" });

  assert.deepEqual(fold?.train[1], {
    image: "silent",
    features: [0, 0],
    label: 0,
  });
  assert.deepEqual(fold?.test, [
    { image: "unlabelled", features: [0, 0], label: 0 },
    { image: "bare", features: [0, 0], label: 1 },
  ]);
});

Deno.test("examplesOf() takes an evaluation without characteristics for features", () => {
  const options = { ...OPTIONS, described: "some-evaluation" } as const;
  const [fold] = examplesOf(FOLDS, options);

  assert.deepEqual(fold?.train.map(({ image }) => image), ["c", "a"]);
  assert.deepEqual(fold?.test, [{ image: "bare", features: [0, 0], label: 1 }]);
  assert.deepEqual(
    describedImages(options).map(({ image }) => image),
    ["a", "bare", "c", "elsewhere"],
  );
});

Deno.test("examplesOf() orders rows by image if asked", () => {
  const [fold] = examplesOf(FOLDS, { ...OPTIONS, rows: "by-image" });

  assert.deepEqual(fold?.train.map(({ image }) => image), ["a", "c"]);
});
