import fc from "fast-check";
import assert from "node:assert/strict";
import { steadyMean, steadySum } from "../../../pipeline/metrics/steady_sum.ts";

Deno.test("steadySum() does not depend on the order, to the last bit", () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(
      values.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length }),
        )
      ),
      ([all, shuffled]) => assert.equal(steadySum(all), steadySum(shuffled)),
    ),
    { seed: 20221 },
  );
  // One after the other they make another sum.
  assert.notEqual(0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1);
});

Deno.test("steadyMean() leaves its values as they are, and has none of no values", () => {
  const values = [3, 1, 2];
  assert.equal(steadyMean(values), 2);
  assert.deepEqual(values, [3, 1, 2]);
  assert.equal(steadyMean([]), undefined);
});
