import assert from "node:assert/strict";
import { checkFolds } from "../../../../pipeline/stages/measures/check_folds.ts";
import { pairParts } from "../../../../pipeline/stages/measures/pair_parts.ts";

const EXPECTED = [["a", "b"], ["c"]];

Deno.test("checkFolds() takes the same images in any order", () => {
  checkFolds([["b", "a"], ["c"]], {
    name: "net",
    expected: EXPECTED,
    source: '"other"',
  });
});

Deno.test("checkFolds() refuses folds that overlap or differ from others", () => {
  const cases: [string[][], RegExp][] = [
    [[["a", "b"], ["a"]], /"a" is tested in fold 0 and in fold 1: test/],
    [[["a", "b"]], /one has 1 folds and the other 2: supply/],
    [[["a", "c"], ["b"]], /only one of them tests "[bc]" in fold 0: supply/],
  ];
  for (const [folds, message] of cases) {
    assert.throws(
      () =>
        checkFolds(folds, {
          name: "net",
          expected: EXPECTED,
          source: '"other"',
        }),
      { name: "RangeError", message },
    );
  }
});

Deno.test("pairParts() gives each fold its files, and refuses lists that differ", () => {
  assert.deepEqual(
    pairParts("net", { ids: ["i0", "i1"], scores: ["s0", "s1"] }),
    [
      { ids: "i0", scores: "s0" },
      { ids: "i1", scores: "s1" },
    ],
  );
  assert.throws(() => pairParts("net", { ids: ["i0"], scores: [] }), {
    name: "RangeError",
    message:
      /^Cannot judge "net" fold by fold: it has 1 parts of ids, 0 parts of scores: supply/,
  });
});
