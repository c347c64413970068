import assert from "node:assert/strict";
import { accuracy } from "../../../pipeline/metrics/accuracy.ts";

Deno.test("accuracy() is the share of equal labels", () => {
  assert.equal(accuracy(["a", "b", "c", "a"], ["a", "b", "a", "a"]), 3 / 4);
  assert.equal(accuracy(["a"], ["b"]), 0);
});

Deno.test("accuracy() is undefined without predictions", () => {
  assert.equal(accuracy([], []), undefined);
});

Deno.test("accuracy() refuses lists of different lengths", () => {
  assert.throws(() => accuracy(["a", "b"], ["a"]), RangeError);
});
