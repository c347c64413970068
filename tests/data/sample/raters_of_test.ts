import assert from "node:assert/strict";
import { RATERS } from "../../../data/sample/raters.ts";
import { ratersOf } from "../../../data/sample/raters_of.ts";

Deno.test("ratersOf() gives every picture three of the eight raters, and pairs alike many", () => {
  const pictures = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (let index = 0; index < 288; index++) {
    const ids = ratersOf(index).map(({ id }) => id);
    assert.equal(new Set(ids).size, 3);
    for (const a of ids) {
      pictures.set(a, (pictures.get(a) ?? 0) + 1);
      for (const b of ids) {
        if (a < b) pairs.set(`${a} ${b}`, (pairs.get(`${a} ${b}`) ?? 0) + 1);
      }
    }
  }

  assert.deepEqual([...pictures.keys()].sort(), RATERS.map(({ id }) => id));
  assert.ok([...pictures.values()].every((n) => Math.abs(n - 108) <= 6));
  assert.equal(pairs.size, 28);
  assert.ok([...pairs.values()].every((n) => n >= 24 && n <= 38));
});

Deno.test("ratersOf() gives every diagnosis every choice of three in 56 turns", () => {
  for (let diagnosis = 0; diagnosis < 6; diagnosis++) {
    const choices = Array.from(
      { length: 56 },
      (_, turn) => ratersOf(6 * turn + diagnosis).map(({ id }) => id).join(),
    );
    assert.equal(new Set(choices).size, 56);
  }
});
