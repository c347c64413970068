import assert from "node:assert/strict";
import {
  capitalised,
  sentence,
} from "../../../../pipeline/stages/report/sentence.ts";

Deno.test("sentence() adds a capital and a period where they lack", () => {
  assert.equal(sentence("the photographs "), "The photographs.");
  assert.equal(sentence("Why?"), "Why?");
  assert.equal(sentence(""), "");
});

Deno.test("capitalised() keeps characters whole", () => {
  assert.equal(capitalised("été"), "Été");
  assert.equal(capitalised("🙂 x"), "🙂 x");
  assert.equal(capitalised(""), "");
});
