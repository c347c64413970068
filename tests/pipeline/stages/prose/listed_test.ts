import assert from "node:assert/strict";
import { listed } from "../../../../pipeline/stages/prose/listed.ts";

Deno.test("listed() joins as prose does", () => {
  assert.equal(listed([]), "");
  assert.equal(listed(["a"]), "a");
  assert.equal(listed(["a", "b"]), "a and b");
  assert.equal(listed(["a", "b", "c"]), "a, b and c");
});
