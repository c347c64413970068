import assert from "node:assert/strict";
import { goldTable } from "../../../../pipeline/stages/agreement/gold_table.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

const evaluations = [
  evaluationOf("derm2 a", ["Acne"]),
  evaluationOf("derm2 b", ["Psoriasis"]),
  evaluationOf("derm1 a", ["Acne"]),
  evaluationOf("derm1 b", ["Psoriasis", "Acne"]),
  evaluationOf("derm1 c", ["Psoriasis", "Other-disease"]),
  evaluationOf("derm1 d", ["Acne"]),
];
const gold = new Map([["a", "Acne"], ["b", "Psoriasis"], ["c", "Acne"]]);
const options = {
  evaluations: "some-diagnosis",
  label: "alphabetically-first",
  undefinedRates: "zero",
  std: "population",
  rows: ["Acne"],
  gold,
} as const;

Deno.test("goldTable() compares each rater's label with the gold diagnosis", () => {
  const { comparisons, cells } = goldTable(evaluations, options);

  // derm1 is wrong about "b"; "c" is discarded, and "d" has no gold diagnosis.
  assert.deepEqual(comparisons, [
    { rater: "derm1", diagnosis: "Acne", tp: 1, fp: 1, fn: 0, tn: 0 },
    { rater: "derm2", diagnosis: "Acne", tp: 1, fp: 0, fn: 0, tn: 1 },
  ]);
  const means = cells.filter(({ statistic }) => statistic === "mean");
  assert.deepEqual(means.map(({ column, value }) => [column, value]), [
    ["f1", (2 / 3 + 1) / 2],
    ["sensitivity", 1],
    ["specificity", 1 / 2],
  ]);
});

Deno.test("goldTable() settles two diagnoses by its rule", () => {
  const first = goldTable(evaluations, { ...options, label: "first-in-file" });
  assert.deepEqual(first.comparisons[0], {
    rater: "derm1",
    diagnosis: "Acne",
    tp: 1,
    fp: 0,
    fn: 0,
    tn: 1,
  });

  const every = goldTable(evaluations, {
    ...options,
    label: "every",
    rows: ["Psoriasis"],
  });
  assert.deepEqual(every.comparisons[0], {
    rater: "derm1",
    diagnosis: "Psoriasis",
    tp: 1,
    fp: 0,
    fn: 0,
    tn: 1,
  });
});

Deno.test("goldTable() leaves out evaluations outside its set", () => {
  const { comparisons } = goldTable(evaluations, {
    ...options,
    evaluations: "one-diagnosis",
  });
  assert.deepEqual(comparisons[0], {
    rater: "derm1",
    diagnosis: "Acne",
    tp: 1,
    fp: 0,
    fn: 0,
    tn: 0,
  });

  const all = goldTable(evaluations, { ...options, evaluations: "all" });
  assert.deepEqual(all.comparisons[0], {
    rater: "derm1",
    diagnosis: "Acne",
    tp: 1,
    fp: 1,
    fn: 1,
    tn: 0,
  });
});
