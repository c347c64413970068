import assert from "node:assert/strict";
import { performanceTable } from "../../../../pipeline/stages/evidence/performance_table.ts";

Deno.test("performanceTable() averages each class over the runs", () => {
  const cells = performanceTable([[[3, 1], [2, 4]], [[4, 0], [0, 6]]], {
    names: ["a", "b"],
    std: "sample",
    undefinedRates: "zero",
  });
  const f1 = 6 / 9;
  assert.deepEqual(
    cells.filter(({ row, column }) => row === "a" && column === "f1"),
    [
      { row: "a", column: "f1", statistic: "mean", value: (f1 + 1) / 2 },
      {
        row: "a",
        column: "f1",
        statistic: "std",
        value: Math.sqrt(2 * ((1 - f1) / 2) ** 2),
      },
      { row: "a", column: "f1", statistic: "n", value: 2 },
    ],
  );
  assert.deepEqual(
    cells.filter(({ statistic }) => statistic === "mean")
      .map(({ row, column, value }) => [row, column, value]),
    [
      ["a", "f1", (f1 + 1) / 2],
      ["a", "sensitivity", (3 / 4 + 1) / 2],
      ["a", "specificity", (4 / 6 + 1) / 2],
      ["b", "f1", (8 / 11 + 1) / 2],
      ["b", "sensitivity", (4 / 6 + 1) / 2],
      ["b", "specificity", (3 / 4 + 1) / 2],
    ],
  );
});

Deno.test("performanceTable() leaves out what does not exist", () => {
  const cells = performanceTable([[[0, 0], [0, 5]]], {
    names: ["a", "b"],
    std: "sample",
    undefinedRates: "skip",
  });
  // Nothing is of class a or taken for it, and one run has no sample std.
  assert.deepEqual(cells, [
    { row: "a", column: "f1", statistic: "n", value: 0 },
    { row: "a", column: "sensitivity", statistic: "n", value: 0 },
    { row: "a", column: "specificity", statistic: "mean", value: 1 },
    { row: "a", column: "specificity", statistic: "n", value: 1 },
    { row: "b", column: "f1", statistic: "mean", value: 1 },
    { row: "b", column: "f1", statistic: "n", value: 1 },
    { row: "b", column: "sensitivity", statistic: "mean", value: 1 },
    { row: "b", column: "sensitivity", statistic: "n", value: 1 },
    { row: "b", column: "specificity", statistic: "n", value: 0 },
  ]);
});
