import assert from "node:assert/strict";
import { baselineCells } from "../../../../pipeline/stages/baselines/baseline_cells.ts";
import { selectionRows } from "../../../../pipeline/stages/baselines/selection_rows.ts";
import { JUDGEMENT } from "../../../support/judgement.ts";

const row = "Nearest, of all";

Deno.test("baselineCells() says each measure over folds, and between which means orders lie", () => {
  assert.deepEqual(
    baselineCells(JUDGEMENT).map(({ row, column, statistic, value }) =>
      `${row}: ${column} ${statistic} ${value}`
    ),
    [
      "recall mean 0.5",
      "recall std 0.25",
      "recall n 2",
      "recall min 0.25",
      "recall max 0.75",
      "recall orders 3",
      "f1 mean 0.25",
      "f1 std 0.125",
      "f1 n 2",
      "f1 min 0.25",
      "f1 max 0.5",
      "f1 orders 3",
      "accuracy mean 0.25",
      "accuracy n 2",
      "accuracy min 0",
      "accuracy max 1",
      "accuracy orders 3",
    ].map((cell) => `${row}: ${cell}`),
  );
});

Deno.test("selectionRows() puts the number of images in front of each selection's learners", () => {
  const { orders: _, ...judgement } = JUDGEMENT;
  const selection = { id: "both-rounds", title: "both rounds", images: 552 };
  const rows = selectionRows([
    { ...selection, judgements: [judgement] },
    { ...selection, id: "other", judgements: [] },
  ]);

  assert.deepEqual(rows.slice(0, 2), [
    {
      selection: "both-rounds",
      row: "images",
      column: "",
      statistic: "count",
      value: 552,
    },
    {
      selection: "both-rounds",
      row,
      column: "recall",
      statistic: "mean",
      value: 0.5,
    },
  ]);
  assert.equal(rows.length, 1 + 8 + 1);
  assert.equal(rows.at(-1)?.selection, "other");
});
