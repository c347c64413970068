import assert from "node:assert/strict";
import { inBothRounds } from "../../../../pipeline/stages/intra_rater/in_both_rounds.ts";
import type { EvaluationSet } from "../../../../pipeline/stages/evaluations/evaluation_set.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

const evaluations = [
  evaluationOf("r1 a", ["Acne"]),
  evaluationOf("r12 a", ["Acne", "Psoriasis"]),
  evaluationOf("r2 a", ["Acne"]),
  evaluationOf("r1 b", ["Acne"]),
  evaluationOf("r12 b", ["Acne", "Low-quality"]),
  evaluationOf("r22 b", ["Acne"]),
  evaluationOf("r1 c", ["Acne"]),
  evaluationOf("r3 d", ["Acne"]),
  evaluationOf("r1 d", ["Vitiligo"]),
  evaluationOf("r12 d", ["Acne"]),
];
const raters = [
  { first: "r1", second: "r12" },
  { first: "r2", second: "r22" },
];

function named(set: EvaluationSet): string[] {
  return inBothRounds(evaluations, { raters, set })
    .map(({ rater, image }) => `${rater} ${image}`);
}

Deno.test("inBothRounds() wants both evaluations of an image in the set", () => {
  assert.deepEqual(named("all"), [
    "r1 a",
    "r12 a",
    "r1 b",
    "r12 b",
    "r1 d",
    "r12 d",
  ]);
  assert.deepEqual(named("some-diagnosis"), [
    "r1 a",
    "r12 a",
    "r1 d",
    "r12 d",
  ]);
  assert.deepEqual(named("one-diagnosis"), ["r1 d", "r12 d"]);
});
