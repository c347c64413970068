import assert from "node:assert/strict";
import { Random } from "../../../data/sample/random.ts";

/** Words of a stream, in order. */
function words(random: Random, count: number): number[] {
  return Array.from({ length: count }, () => random.word());
}

Deno.test("Random yields the words of xoshiro128** seeded by SHA-256", () => {
  // From a program of a dozen lines in Python, after the authors' C.
  assert.deepEqual(words(new Random("7/test"), 5), [
    2655488252,
    1593592284,
    2343271436,
    1378342522,
    1924389867,
  ]);
  assert.deepEqual(words(new Random("7/test").fork("a"), 2), [
    3827975023,
    2537109375,
  ]);
});

Deno.test("fork() of Random yields the same stream whatever was drawn before", () => {
  const used = new Random("a");
  words(used, 100);

  assert.deepEqual(
    words(used.fork("b"), 3),
    words(new Random("a").fork("b"), 3),
  );
  assert.notDeepEqual(
    words(used.fork("b"), 3),
    words(used.fork("c"), 3),
  );
});

Deno.test("unit(), between() and whole() of Random keep to their ranges and fill them", () => {
  const random = new Random("ranges");
  const units = Array.from({ length: 2000 }, () => random.unit());
  const wholes = Array.from({ length: 2000 }, () => random.whole(-1, 3));
  const between = Array.from({ length: 2000 }, () => random.between(2, 4));

  assert.ok(units.every((unit) => unit >= 0 && unit < 1));
  for (let decile = 0; decile < 10; decile++) {
    const share = units.filter((unit) => Math.floor(10 * unit) === decile);
    assert.ok(share.length > 140 && share.length < 260, `${share.length}`);
  }
  assert.deepEqual([...new Set(wholes)].sort(), [-1, 0, 1, 2, 3]);
  assert.ok(between.every((value) => value >= 2 && value < 4));
});

Deno.test("normal() of Random has mean 0 and deviation 1", () => {
  const random = new Random("normal");
  const values = Array.from({ length: 4000 }, () => random.normal());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + value * value, 0) /
    values.length;

  assert.ok(Math.abs(mean) < 0.05, `${mean}`);
  assert.ok(Math.abs(variance - 1) < 0.07, `${variance}`);
});

Deno.test("pick() of Random refuses to pick of nothing", () => {
  assert.throws(() => new Random("x").pick([]), {
    name: "RangeError",
    message: "Cannot pick one of nothing: pass a choice",
  });
});
