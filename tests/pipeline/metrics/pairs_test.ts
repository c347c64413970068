import assert from "node:assert/strict";
import { pairsOf } from "../../../pipeline/metrics/pairs.ts";

Deno.test("pairsOf() lists each two items once, the earlier first, when unordered", () => {
  assert.deepEqual(pairsOf(["a", "b", "c"], { order: "unordered" }), [
    ["a", "b"],
    ["a", "c"],
    ["b", "c"],
  ]);
});

Deno.test("pairsOf() lists both directions when ordered", () => {
  assert.deepEqual(pairsOf(["a", "b", "c"], { order: "ordered" }), [
    ["a", "b"],
    ["a", "c"],
    ["b", "a"],
    ["b", "c"],
    ["c", "a"],
    ["c", "b"],
  ]);
});

Deno.test("pairsOf() pairs positions, so equal items are two items", () => {
  assert.deepEqual(pairsOf(["a", "a"], { order: "unordered" }), [["a", "a"]]);
});

Deno.test("pairsOf() makes 56 ordered and 28 unordered pairs of eight raters, and none of one", () => {
  const raters = Array.from({ length: 8 }, (_, i) => i);

  assert.equal(pairsOf(raters, { order: "ordered" }).length, 56);
  assert.equal(pairsOf(raters, { order: "unordered" }).length, 28);
  assert.deepEqual(pairsOf([1], { order: "ordered" }), []);
});
