import assert from "node:assert/strict";
import { raterStatements } from "../../../../pipeline/stages/agreement/rater_statements.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

const evaluations = [
  evaluationOf("derm1 a", ["Acne"]),
  evaluationOf("derm1 b", ["Psoriasis"]),
  evaluationOf("derm2 a", ["Acne"]),
  evaluationOf("derm2 b", ["Psoriasis", "Acne"]),
  evaluationOf("derm3 b", ["Psoriasis"]),
];
const gold = new Map([["a", "Acne"], ["b", "Psoriasis"]]);
const options = {
  evaluations: "some-diagnosis",
  label: "alphabetically-first",
  gold,
} as const;

Deno.test("raterStatements() ranges over the accuracy of raters and the macro F1 of pairs", () => {
  const { cells, raters, pairs } = raterStatements(evaluations, options);

  assert.deepEqual(raters, [
    { rater: "derm1", evaluations: 2, accuracy: 1 },
    { rater: "derm2", evaluations: 2, accuracy: 1 / 2 },
    { rater: "derm3", evaluations: 1, accuracy: 1 },
  ]);
  assert.deepEqual(pairs, [
    { raters: ["derm1", "derm2"], images: 2, accuracy: 1 / 2, macro_f1: 1 / 3 },
    { raters: ["derm1", "derm3"], images: 1, accuracy: 1, macro_f1: 1 },
    { raters: ["derm2", "derm3"], images: 1, accuracy: 0, macro_f1: 0 },
  ]);
  assert.deepEqual(
    cells.map(({ row, statistic, value }) => [row, statistic, value]),
    [
      ["rater_accuracy_range", "min", 1 / 2],
      ["rater_accuracy_range", "max", 1],
      ["pairwise_f1_range", "min", 0],
      ["pairwise_f1_range", "max", 1],
    ],
  );
});

Deno.test("raterStatements() states nothing of no evaluations", () => {
  assert.deepEqual(raterStatements([], options), {
    cells: [],
    raters: [],
    pairs: [],
  });
});
