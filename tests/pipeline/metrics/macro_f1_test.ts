import assert from "node:assert/strict";
import fc from "fast-check";
import { macroF1 } from "../../../pipeline/metrics/macro_f1.ts";

Deno.test("macroF1() averages over the classes that occur on either side", () => {
  // a: 2·2 / (2·2 + 1) = 4/5; b: 2·1 / (2·1 + 1) = 2/3; c occurs only as a prediction: 0.
  assert.equal(
    macroF1(["a", "a", "b", "c"], ["a", "a", "b", "a"]),
    (0 + 4 / 5 + 1) / 3,
  );
  assert.equal(
    macroF1(["a", "a", "b", "a"], ["a", "a", "b", "b"]),
    (2 / 3 + 4 / 5) / 2,
  );
});

Deno.test("macroF1() is 1 for equal labels and undefined without predictions", () => {
  assert.equal(macroF1(["a", "b"], ["a", "b"]), 1);
  assert.equal(macroF1([], []), undefined);
});

Deno.test("macroF1() is symmetric to the last bit", () => {
  const labels = fc.array(
    fc.tuple(
      fc.constantFrom("a", "b", "c", "d", "e", "f"),
      fc.constantFrom("a", "b", "c", "d", "e", "f"),
    ),
    { minLength: 1, maxLength: 60 },
  );
  fc.assert(
    fc.property(labels, (pairs) => {
      const one = pairs.map(([label]) => label);
      const other = pairs.map(([, label]) => label);
      assert.equal(macroF1(one, other), macroF1(other, one));
    }),
    { seed: 20213 },
  );
});
