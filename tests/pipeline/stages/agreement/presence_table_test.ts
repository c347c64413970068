import assert from "node:assert/strict";
import { presenceTable } from "../../../../pipeline/stages/agreement/presence_table.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

// derm1 and derm2 share a, b and c; derm3 shares only c with either.
const evaluations = [
  evaluationOf("derm1 a", ["Acne", "Plaque"]),
  evaluationOf("derm1 b", ["Acne", "Plaque"]),
  evaluationOf("derm1 c", ["Acne"]),
  evaluationOf("derm2 a", ["Acne", "Plaque"]),
  evaluationOf("derm2 b", ["Acne"]),
  evaluationOf("derm2 c", ["Acne"]),
  evaluationOf("derm3 c", ["Acne", "Plaque"]),
  evaluationOf("derm4 z", ["Acne", "Plaque"]),
];

function table(
  conventions: Partial<Parameters<typeof presenceTable>[1]>,
): Record<string, number> {
  const cells = presenceTable(evaluations, {
    evaluations: "some-diagnosis",
    undefinedRates: "zero",
    std: "population",
    pairs: "ordered",
    rows: ["Plaque"],
    present: ({ selections }, row) =>
      selections.some(({ term }) => term === row),
    ...conventions,
  });
  return Object.fromEntries(
    cells.map((
      { column, statistic, value },
    ) => [`${column}_${statistic}`, value]),
  );
}

Deno.test("presenceTable() averages over ordered pairs of raters with a common image", () => {
  const values = table({});

  // F1: 2/3 for derm1 and derm2 both ways; 0 both ways with derm3.
  assert.equal(values.f1_mean, (2 / 3 + 2 / 3) / 6);
  // Sensitivity: 1 of derm1 against derm2, 1/2 the other way; 0 against derm3,
  // and undefined where derm3 is the prediction.
  assert.equal(values.sensitivity_mean, (1 + 1 / 2) / 6);
  // Specificity: 1/2 and 1; undefined against derm3, 0 where derm3 is the prediction.
  assert.equal(values.specificity_mean, (1 / 2 + 1) / 6);
  assert.equal(values.pairs_count, 6);
  assert.equal(values.pairs_with_reference_count, 4);
});

Deno.test("presenceTable() leaves undefined rates out, or counts them as 1", () => {
  assert.equal(
    table({ undefinedRates: "skip" }).sensitivity_mean,
    (1 + 1 / 2 + 0 + 0) / 4,
  );
  assert.equal(
    table({ undefinedRates: "one" }).sensitivity_mean,
    (1 + 1 / 2 + 0 + 0 + 1 + 1) / 6,
  );
});

Deno.test("presenceTable() takes the earlier rater as the prediction of unordered pairs", () => {
  const values = table({ pairs: "unordered" });

  assert.equal(values.pairs_count, 3);
  assert.equal(values.sensitivity_mean, 1 / 3);
  assert.equal(values.f1_mean, (2 / 3) / 3);
});

Deno.test("presenceTable() counts evaluations and images that have the term", () => {
  const values = table({});

  assert.equal(values.evals_count, 5);
  assert.equal(values.images_count, 4);
});

Deno.test("presenceTable() compares only the raters that are named together", () => {
  const values = table({
    pairing: [["derm2", "derm1"], ["derm4", "derm1"]],
    pairs: "unordered",
  });

  // derm2 predicts derm1's plaques of a and b, and finds one; derm4 shares no image.
  assert.equal(values.pairs_count, 1);
  assert.equal(values.sensitivity_mean, 1 / 2);
  assert.equal(values.f1_mean, 2 / 3);
});
