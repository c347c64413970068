import assert from "node:assert/strict";
import fc from "fast-check";
import {
  align,
  type Pairing,
} from "../../../../models/architectures/comparing/align.ts";

function pairs(a: string, b: string): Pairing[] {
  return align({
    lengths: [a.length, b.length],
    cost: (i, j) => a[i] === b[j] ? 0 : 3,
  });
}

function written(a: string, b: string): string {
  return pairs(a, b).map(({ a: i, b: j }) =>
    `${i === undefined ? "-" : a[i]}${j === undefined ? "-" : b[j]}`
  ).join(" ");
}

/** The length of a longest common subsequence, tried out. */
function common(a: string, b: string): number {
  if (a === "" || b === "") return 0;
  if (a[0] === b[0]) return 1 + common(a.slice(1), b.slice(1));
  return Math.max(common(a.slice(1), b), common(a, b.slice(1)));
}

Deno.test("align() pairs what is equal and leaves out the rest", () => {
  assert.equal(written("abc", "abc"), "aa bb cc");
  assert.equal(written("abcd", "acd"), "aa b- cc dd");
  assert.equal(written("ad", "abcd"), "aa -b -c dd");
  // What is too much of the same stands together, behind what is paired.
  assert.equal(written("xabaz", "xababaz"), "xx aa bb aa -b -a zz");
});

Deno.test("align() pairs as much as can be, in order", () => {
  const word = fc.string({
    unit: fc.constantFrom("a", "b", "c"),
    maxLength: 7,
  });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const found = pairs(a, b);
      const both = found.filter(({ a, b }) =>
        a !== undefined && b !== undefined
      );
      assert.equal(both.length, common(a, b));
      const used = (list: "a" | "b"): number[] =>
        found.flatMap((pairing) => pairing[list] ?? []);
      assert.deepEqual(used("a"), [...a].map((_, i) => i));
      assert.deepEqual(used("b"), [...b].map((_, j) => j));
    }),
    { seed: 3, numRuns: 300 },
  );
});

Deno.test("align() takes a near pair before two gaps, and gaps before a far pair", () => {
  const costs = (cost: number): Pairing[] =>
    align({ lengths: [1, 1], cost: () => cost });
  assert.deepEqual(costs(1.9), [{ a: 0, b: 0 }]);
  assert.deepEqual(costs(2.1), [{ a: 0, b: undefined }, {
    a: undefined,
    b: 0,
  }]);
});
