import assert from "node:assert/strict";
import { rateCells } from "../../../../pipeline/stages/rates/rate_cells.ts";

const counts = [
  { tp: 1, fp: 1, fn: 0, tn: 2 },
  { tp: 0, fp: 2, fn: 0, tn: 2 },
];

Deno.test("rateCells() averages each rate and names its cells", () => {
  const cells = rateCells("Acne", {
    counts,
    undefinedRates: "zero",
    std: "population",
    measure: "dice",
  });

  // F1 2/3 and 0; sensitivity 1 and undefined, which counts as 0; specificity 2/3 and 1/2.
  assert.deepEqual(cells, [
    { row: "Acne", column: "f1", statistic: "mean", value: 1 / 3 },
    { row: "Acne", column: "f1", statistic: "std", value: 1 / 3 },
    { row: "Acne", column: "f1", statistic: "n", value: 2 },
    { row: "Acne", column: "sensitivity", statistic: "mean", value: 1 / 2 },
    { row: "Acne", column: "sensitivity", statistic: "std", value: 1 / 2 },
    { row: "Acne", column: "sensitivity", statistic: "n", value: 2 },
    {
      row: "Acne",
      column: "specificity",
      statistic: "mean",
      value: (2 / 3 + 1 / 2) / 2,
    },
    {
      row: "Acne",
      column: "specificity",
      statistic: "std",
      value: Math.sqrt(((2 / 3 - 7 / 12) ** 2 + (1 / 2 - 7 / 12) ** 2) / 2),
    },
    { row: "Acne", column: "specificity", statistic: "n", value: 2 },
  ]);
});

Deno.test("rateCells() writes IoU in the column f1 when told to", () => {
  const [mean] = rateCells("Acne", {
    counts,
    undefinedRates: "zero",
    std: "population",
    measure: "iou",
  });

  assert.deepEqual(mean, {
    row: "Acne",
    column: "f1",
    statistic: "mean",
    value: 1 / 4,
  });
});

Deno.test("rateCells() has no cell for a statistic that does not exist", () => {
  const cells = rateCells("Acne", {
    counts,
    undefinedRates: "skip",
    std: "sample",
    measure: "dice",
  });
  const names = cells.map(({ column, statistic }) => `${column} ${statistic}`);

  // One sensitivity is left, so it has a mean and no sample deviation.
  assert.deepEqual(names, [
    "f1 mean",
    "f1 std",
    "f1 n",
    "sensitivity mean",
    "sensitivity n",
    "specificity mean",
    "specificity std",
    "specificity n",
  ]);
  assert.deepEqual(
    rateCells("Acne", {
      counts: [],
      undefinedRates: "zero",
      std: "population",
      measure: "dice",
    }),
    ["f1", "sensitivity", "specificity"].map((column) => ({
      row: "Acne",
      column,
      statistic: "n",
      value: 0,
    })),
  );
});
