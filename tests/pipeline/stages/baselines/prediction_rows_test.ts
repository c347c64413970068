import assert from "node:assert/strict";
import { predictionRows } from "../../../../pipeline/stages/baselines/prediction_rows.ts";
import { examplesFrom } from "../../../support/baseline_examples.ts";
import { JUDGEMENT } from "../../../support/judgement.ts";

Deno.test("predictionRows() names the diagnoses that each image is given", () => {
  const { columns, rows } = predictionRows([JUDGEMENT], {
    diagnoses: ["Acne", "Vitiligo"],
    examples: [
      { train: [], test: examplesFrom("a", ["1 0", "1 1"]) },
      { train: [], test: examplesFrom("b", ["1 1"]) },
    ],
  });

  assert.deepEqual(columns, ["fold", "image", "diagnosis", "Nearest, of all"]);
  assert.deepEqual(rows.map((row) => columns.map((name) => row[name])), [
    [0, "a0", "Acne", "Acne"],
    [0, "a1", "Vitiligo", ""],
    [1, "b0", "Vitiligo", "Acne|Vitiligo"],
  ]);
});
