import assert from "node:assert/strict";
import { jaccard } from "../../../pipeline/metrics/jaccard.ts";

Deno.test("jaccard() is the share of what both have of what either has", () => {
  const abc = new Set(["a", "b", "c"]);

  assert.equal(jaccard(abc, new Set(["b", "c", "d"])), 2 / 4);
  assert.equal(jaccard(abc, abc), 1);
  assert.equal(jaccard(abc, new Set()), 0);
});

Deno.test("jaccard() holds two empty sets to be equal", () => {
  assert.equal(jaccard(new Set(), new Set()), 1);
});
