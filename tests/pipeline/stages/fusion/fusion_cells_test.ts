import assert from "node:assert/strict";
import { fusionCells } from "../../../../pipeline/stages/fusion/fusion_cells.ts";

Deno.test("fusionCells() counts the pairs that a reading leaves a pixel of", () => {
  const pairs = [
    { valid: 3, drew: 3, most: 3 },
    { valid: 4, drew: 2, most: 2 },
    { valid: 4, drew: 3, most: 1 },
    // Outlined, but wholly outside the image.
    { valid: 1, drew: 1, most: 0 },
  ];

  const cells = fusionCells(pairs, [
    { rule: "any_agreement" },
    { rule: "majority_agreement", of: "valid" },
    { rule: "majority_agreement", of: "drew" },
    { rule: "full_agreement", of: "drew" },
    { rule: "fuzzy_fixed", of: 8 },
    { rule: "fuzzy_relative", of: "most" },
  ]);
  assert.deepEqual(
    cells.map(({ row, column, statistic, value }) =>
      `${row} ${column} ${statistic} ${value}`
    ),
    [
      "any_agreement  count 3",
      "majority_agreement valid count 1",
      "majority_agreement drew count 2",
      "full_agreement drew count 2",
      "fuzzy_fixed 8 count 3",
      "fuzzy_relative most count 3",
    ],
  );
});
