import assert from "node:assert/strict";
import fc from "fast-check";
import { signedRank } from "../../../pipeline/metrics/signed_rank.ts";
import fixture from "./fixtures/signed_rank.json" with { type: "json" };

Deno.test("signedRank() equals SciPy, counted out and approximated", () => {
  assert.equal(fixture.cases.length, 19);
  for (const { differences, ...expected } of fixture.cases) {
    const { pValue, ...found } = signedRank(differences);
    const { pValue: wanted, ...rest } = expected;
    assert.deepEqual(found, rest);
    assert.ok(
      Math.abs(pValue - wanted) <= 1e-11 * wanted,
      `${differences.length} differences: ${pValue} is not ${wanted}`,
    );
  }
});

Deno.test("signedRank() of three differences of one sign has p = 1/4", () => {
  // Of eight ways to sign three ranks two are as one-sided.
  assert.deepEqual(
    signedRank([0.1, 0.2, 0.3]),
    { n: 3, statistic: 0, pValue: 0.25, method: "exact" },
  );
});

Deno.test("signedRank() without a difference finds nothing", () => {
  const nothing = { n: 0, statistic: 0, pValue: 1, method: "exact" };
  assert.deepEqual(signedRank([]), nothing);
  assert.deepEqual(signedRank([0, -0]), nothing);
});

Deno.test("signedRank() depends on neither order, sign nor unit of the differences", () => {
  const value = fc.integer({ min: -20, max: 20 });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 70 }), (differences) => {
      const found = signedRank(differences);
      assert.deepEqual(signedRank(differences.toReversed()), found);
      assert.deepEqual(signedRank(differences.map((value) => -value)), found);
      assert.deepEqual(
        signedRank(differences.map((value) => value / 8)),
        found,
      );
      assert.ok(found.pValue >= 0 && found.pValue <= 1);
    }),
    { seed: 20420 },
  );
});

Deno.test("signedRank() refuses differences that are no finite numbers", () => {
  for (const value of [NaN, Infinity]) {
    assert.throws(
      () => signedRank([1, value]),
      /^RangeError: Cannot rank the difference/,
    );
  }
});
