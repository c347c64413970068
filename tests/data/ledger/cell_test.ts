import assert from "node:assert/strict";
import { cellId } from "../../../data/ledger/cell.ts";

Deno.test("cellId() joins table, row, column and statistic", () => {
  const cell = { table: "table3b", row: "Sun damage", statistic: "mean" };
  assert.equal(
    cellId({ ...cell, column: "f1" }),
    "table3b/Sun damage/f1_mean",
  );
});

Deno.test("cellId() leaves an empty column out", () => {
  const cell = { table: "text", row: "age", column: "", statistic: "young" };
  assert.equal(cellId(cell), "text/age/young");
});
