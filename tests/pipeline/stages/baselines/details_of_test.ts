import assert from "node:assert/strict";
import type { Fold } from "../../../../data/dermx/fold.ts";
import { detailsOf } from "../../../../pipeline/stages/baselines/details_of.ts";
import { foldRows } from "../../../../pipeline/stages/baselines/fold_rows.ts";
import { examplesFrom } from "../../../support/baseline_examples.ts";
import { JUDGEMENT } from "../../../support/judgement.ts";

const FOLDS: Fold[] = [
  {
    train: [
      { image: "c", patient: "1", diagnosis: "Acne" },
      { image: "b", patient: "2", diagnosis: "Acne" },
    ],
    test: [{ image: "a", patient: "1", diagnosis: "Vitiligo" }],
  },
  {
    train: [{ image: "a", patient: "1", diagnosis: "Vitiligo" }],
    test: [{ image: "b", patient: "2", diagnosis: "Acne" }],
  },
];

Deno.test("detailsOf() counts images and answers", () => {
  const train = examplesFrom("", ["1 0"]);
  const details = detailsOf({
    folds: FOLDS,
    examples: [{ train, test: [] }, { train, test: train }],
    described: new Set(["a", "elsewhere", "nowhere"]),
    judgements: [JUDGEMENT],
  });

  assert.deepEqual(details.images, {
    listed: 3,
    described: 1,
    undescribed: ["b", "c"],
    unlisted: 2,
  });
  assert.deepEqual(details.folds, [
    {
      train: { listed: 2, used: 1 },
      test: { listed: 1, used: 0 },
    },
    {
      train: { listed: 1, used: 1 },
      test: { listed: 1, used: 1 },
    },
  ]);
  const [learner] = details.learners;
  assert.deepEqual(learner?.folds, [
    {
      ...JUDGEMENT.folds[0]!.scores,
      without_answer: 1,
      several_answers: 0,
    },
    {
      ...JUDGEMENT.folds[1]!.scores,
      without_answer: 0,
      several_answers: 1,
    },
  ]);
  assert.deepEqual(learner?.orders, JUDGEMENT.orders);
});

Deno.test("foldRows() lists every fold's parts in the order of their lists", () => {
  assert.deepEqual(
    foldRows(FOLDS).map((row) => Object.values(row).join()),
    [
      "0,train,c,1,Acne",
      "0,train,b,2,Acne",
      "0,test,a,1,Vitiligo",
      "1,train,a,1,Vitiligo",
      "1,test,b,2,Acne",
    ],
  );
});
