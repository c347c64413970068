import assert from "node:assert/strict";
import {
  EVALUATION_SETS,
  selectEvaluations,
} from "../../../../pipeline/stages/evaluations/evaluation_set.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

const one = evaluationOf("derm1 a", ["Plaque", "Psoriasis"]);
const two = evaluationOf("derm2 a", ["Psoriasis", "Acne"]);
const neither = evaluationOf("derm1 b", ["Plaque"]);
const empty = evaluationOf("derm2 b", []);
const discarded = evaluationOf("derm1 c", ["Psoriasis", "Low-quality"]);
const evaluations = [one, two, neither, empty, discarded];

Deno.test("selectEvaluations() applies the rule of each set, in the order given", () => {
  const sets = EVALUATION_SETS.map((
    set,
  ) => [set, selectEvaluations(evaluations, set)]);

  assert.deepEqual(sets, [
    ["all", evaluations],
    ["undiscarded", [one, two, neither, empty]],
    ["some-diagnosis", [one, two]],
    ["one-diagnosis", [one]],
  ]);
});
