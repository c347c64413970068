import assert from "node:assert/strict";
import { oneVsRest } from "../../../pipeline/metrics/one_vs_rest.ts";

Deno.test("oneVsRest() counts one class against all others", () => {
  const predicted = ["a", "a", "b", "c", "b", "a"];
  const reference = ["a", "b", "b", "a", "c", "a"];

  assert.deepEqual(oneVsRest(predicted, { reference, positive: "a" }), {
    tp: 2,
    fp: 1,
    fn: 1,
    tn: 2,
  });
  assert.deepEqual(oneVsRest(predicted, { reference, positive: "b" }), {
    tp: 1,
    fp: 1,
    fn: 1,
    tn: 3,
  });
  assert.deepEqual(oneVsRest(predicted, { reference, positive: "c" }), {
    tp: 0,
    fp: 1,
    fn: 1,
    tn: 4,
  });
});

Deno.test("oneVsRest() counts presence when given booleans", () => {
  const predicted = [true, true, false, false];
  const reference = [true, false, true, false];

  assert.deepEqual(oneVsRest(predicted, { reference, positive: true }), {
    tp: 1,
    fp: 1,
    fn: 1,
    tn: 1,
  });
});

Deno.test("oneVsRest() counts nothing without samples", () => {
  assert.deepEqual(oneVsRest([], { reference: [], positive: "a" }), {
    tp: 0,
    fp: 0,
    fn: 0,
    tn: 0,
  });
});

Deno.test("oneVsRest() refuses lists of different lengths", () => {
  assert.throws(
    () => oneVsRest(["a"], { reference: ["a", "b"], positive: "a" }),
    new RangeError(
      "Cannot compare 1 predictions with 2 references: supply one reference for each prediction",
    ),
  );
});
