import assert from "node:assert/strict";
import { argmax } from "../../../models/fitting/argmax.ts";

Deno.test("argmax() finds the first of the largest", () => {
  assert.equal(argmax([1, 3, 2, 3]), 1);
  assert.equal(argmax(Float64Array.of(-2, -Infinity, -1)), 2);
  assert.equal(argmax([0, 0]), 0);
  assert.equal(argmax([]), -1);
});
