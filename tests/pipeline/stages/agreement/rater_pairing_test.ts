import assert from "node:assert/strict";
import { pairRaters } from "../../../../pipeline/stages/agreement/rater_pairing.ts";

const items = ["a", "b", "c"].map((rater) => ({ rater }));

function named(
  options: Parameters<typeof pairRaters>[1],
): (readonly [string, string])[] {
  return pairRaters(items, options).map(([a, b]) => [a.rater, b.rater]);
}

Deno.test("pairRaters() takes every two raters unless told which", () => {
  const expected = [["a", "b"], ["a", "c"], ["b", "c"]];

  assert.deepEqual(named({ order: "unordered" }), expected);
  assert.deepEqual(
    named({ order: "unordered", pairing: "every-two" }),
    expected,
  );
});

Deno.test("pairRaters() takes named raters in the order of their names' list", () => {
  const pairing = [["c", "a"], ["b", "c"]] as const;

  assert.deepEqual(named({ order: "unordered", pairing }), pairing);
  assert.deepEqual(named({ order: "ordered", pairing }), [
    ["c", "a"],
    ["a", "c"],
    ["b", "c"],
    ["c", "b"],
  ]);
});

Deno.test("pairRaters() passes over a pairing that lacks a rater", () => {
  const pairing = [["a", "z"], ["z", "y"], ["a", "b"]] as const;

  assert.deepEqual(named({ order: "unordered", pairing }), [["a", "b"]]);
});
