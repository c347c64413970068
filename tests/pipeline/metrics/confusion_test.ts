import assert from "node:assert/strict";
import { exchangeSides } from "../../../pipeline/metrics/confusion.ts";
import { oneVsRest } from "../../../pipeline/metrics/one_vs_rest.ts";

Deno.test("exchangeSides() equals counting with prediction and reference exchanged", () => {
  const predicted = ["a", "a", "a", "b", "b", "b", "a"];
  const reference = ["a", "b", "b", "a", "b", "b", "b"];

  const counts = oneVsRest(predicted, { reference, positive: "a" });
  assert.deepEqual(counts, { tp: 1, fp: 3, fn: 1, tn: 2 });
  assert.deepEqual(
    exchangeSides(counts),
    oneVsRest(reference, { reference: predicted, positive: "a" }),
  );
});
