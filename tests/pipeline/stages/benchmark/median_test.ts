import assert from "node:assert/strict";
import { median } from "../../../../pipeline/stages/benchmark/median.ts";

Deno.test("median() takes what stands in the middle", () => {
  assert.equal(median([10, 9, 100]), 10);
  assert.equal(median([4, 1, 100, 2]), 3);
  assert.equal(median([7]), 7);
  assert.equal(median([]), undefined);
});
