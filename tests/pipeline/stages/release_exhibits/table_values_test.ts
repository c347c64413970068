import assert from "node:assert/strict";
import { TableValues } from "../../../../pipeline/stages/release_exhibits/table_values.ts";

const TABLE = new TableValues([
  { row: "b", column: "f1", statistic: "mean", value: 0.5 },
  { row: "b", column: "f1", statistic: "std", value: 0.25 },
  { row: "b", column: "evals", statistic: "count", value: 0 },
  { row: "a", column: "evals", statistic: "count", value: 7 },
  { row: "a", column: "images", statistic: "count", value: 3 },
  { row: "a", column: "f1", statistic: "mean", value: 0 },
]);

Deno.test("TableValues has rows and columns in the order of the table", () => {
  assert.deepEqual(TABLE.rows, ["b", "a"]);
  assert.deepEqual(TABLE.columnsOf("a", "count"), ["evals", "images"]);
  assert.deepEqual(TABLE.columnsOf("c", "count"), []);
});

Deno.test("TableValues gives values as cells, zero among them", () => {
  assert.deepEqual(TABLE.mean("b", "f1"), {
    value: 0.5,
    std: 0.25,
    decimals: 2,
  });
  assert.deepEqual(TABLE.mean("a", "f1"), { value: 0, decimals: 2 });
  assert.deepEqual(TABLE.count("b", "evals"), { value: 0, decimals: 0 });
  assert.deepEqual(TABLE.count("b", "f1", "mean"), { value: 0.5, decimals: 0 });
});

Deno.test("TableValues gives an empty cell where the table has nothing", () => {
  assert.deepEqual(TABLE.mean("c", "f1"), { value: null, decimals: 2 });
  assert.deepEqual(TABLE.count("b", "images"), { value: null, decimals: 0 });
});
