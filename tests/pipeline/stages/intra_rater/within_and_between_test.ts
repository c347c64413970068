import assert from "node:assert/strict";
import { withinAndBetween } from "../../../../pipeline/stages/intra_rater/within_and_between.ts";

Deno.test("withinAndBetween() puts the F1 of two tables beside each other", () => {
  const cell = (row: string, statistic: string, value: number) => ({
    row,
    column: "f1",
    statistic,
    value,
  });
  const within = [
    cell("Acne", "mean", 0.75),
    cell("Acne", "std", 0.25),
    cell("Acne", "n", 4),
    { ...cell("Acne", "mean", 1), column: "sensitivity" },
    cell("Plaque", "n", 0),
  ];
  const between = [cell("Plaque", "mean", 0.5), cell("Plaque", "n", 2)];

  assert.deepEqual(
    withinAndBetween(["Acne", "Plaque"], { within, between }),
    [
      { row: "Acne", within: { mean: 0.75, n: 4 }, between: null },
      { row: "Plaque", within: null, between: { mean: 0.5, n: 2 } },
    ],
  );
});
