import assert from "node:assert/strict";
import { normalTails } from "../../../pipeline/metrics/normal_tails.ts";
import fixture from "./fixtures/normal_tails.json" with { type: "json" };

Deno.test("normalTails() equals SciPy's to 1e-12 of the value", () => {
  for (const [z, expected] of fixture.cases as [number, number][]) {
    for (const side of [z, -z]) {
      const found = normalTails(side);
      assert.ok(
        Math.abs(found - expected) <= 1e-12 * expected,
        `${side}: ${found} is not ${expected}`,
      );
    }
  }
});

Deno.test("normalTails() has no jump where its two expansions meet", () => {
  const z = 2 * Math.SQRT2;
  const [before, after] = [normalTails(z - 1e-15), normalTails(z + 1e-15)];
  assert.ok(Math.abs(before / after - 1) < 1e-12);
});

Deno.test("normalTails() ends at 1 and 0", () => {
  assert.equal(normalTails(0), 1);
  assert.equal(normalTails(Infinity), 0);
  assert.equal(normalTails(100), 0);
});
