import assert from "node:assert/strict";
import { raterLikeness } from "../../../../pipeline/stages/intra_rater/rater_likeness.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

const raters = [
  { first: "r1", second: "r12" },
  { first: "r2", second: "r22" },
  { first: "r3", second: "r32" },
];

Deno.test("raterLikeness() averages the Jaccard index of terms over common images", () => {
  const evaluations = [
    evaluationOf("r1 a", ["Acne", "Plaque"]),
    evaluationOf("r1 b", []),
    evaluationOf("r1 c", ["Scale"]),
    evaluationOf("r2 a", ["Acne", "Plaque", "Scale"]),
    evaluationOf("r12 a", ["Acne", "Plaque", "Scale"]),
    evaluationOf("r12 b", []),
    evaluationOf("r22 b", ["Acne"]),
    evaluationOf("r22 c", ["Scale"]),
  ];

  assert.deepEqual(raterLikeness(evaluations, raters), [
    // Of a and b with r1: 2/3 and 1; of a with r2: 1.
    { ...raters[0], own: (2 / 3 + 1) / 2, others: 1, closest: "r2" },
    // r2 did not evaluate b and c; with r1 0 and 1.
    { ...raters[1], own: null, others: 1 / 2, closest: "r1" },
    { ...raters[2], own: null, others: null, closest: null },
  ]);
});
