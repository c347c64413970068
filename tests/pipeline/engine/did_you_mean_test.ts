import assert from "node:assert/strict";
import { didYouMean } from "../../../pipeline/engine/did_you_mean.ts";

const KNOWN = ["agreement", "census", "compare", "fetch"];

for (
  const [name, nearest] of [
    ["agrement", "agreement"],
    ["agreemnet", "agreement"],
    ["cenus", "census"],
    ["fecth", "fetch"],
    ["compares", "compare"],
    ["fetsch", "fetch"],
  ] as const
) {
  Deno.test(`didYouMean() suggests "${nearest}" for "${name}"`, () => {
    assert.equal(didYouMean(name, KNOWN), `: did you mean "${nearest}"?`);
  });
}

Deno.test("didYouMean() lists what there is where nothing is near", () => {
  const all = ': choose one of "agreement", "census", "compare", "fetch"';
  assert.equal(didYouMean("report", KNOWN), all);
  assert.equal(didYouMean("", KNOWN), all);
  assert.equal(didYouMean("x", ["ab"]), ': choose one of "ab"');
});

Deno.test("didYouMean() says nothing where there is nothing", () => {
  assert.equal(didYouMean("agreement", []), "");
});
