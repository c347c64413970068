import assert from "node:assert/strict";
import fc from "fast-check";
import { fusedValue } from "../../../pipeline/metrics/fused_value.ts";
import type { FusionReading } from "../../../pipeline/metrics/fusion_reading.ts";

/** Of eight raters six count, four of whom draw, three of them the same pixel. */
const COUNTS = { valid: 6, drew: 4, most: 3 };

const READINGS: readonly FusionReading[] = [
  { rule: "any_agreement" },
  { rule: "majority_agreement", of: "valid" },
  { rule: "majority_agreement", of: "drew" },
  { rule: "full_agreement", of: "valid" },
  { rule: "full_agreement", of: "drew" },
  { rule: "fuzzy_fixed", of: 8 },
  { rule: "fuzzy_relative", of: "valid" },
  { rule: "fuzzy_relative", of: "drew" },
  { rule: "fuzzy_relative", of: "most" },
];

Deno.test("fusedValue() reads votes by each rule", () => {
  const values = READINGS.map((reading) =>
    [0, 1, 2, 3].map((votes) => fusedValue(reading, { ...COUNTS, votes }))
  );

  assert.deepEqual(values, [
    [0, 1, 1, 1],
    // Half of six is no majority.
    [0, 0, 0, 0],
    [0, 0, 0, 1],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0, 1 / 8, 2 / 8, 3 / 8],
    [0, 1 / 6, 2 / 6, 3 / 6],
    [0, 1 / 4, 2 / 4, 3 / 4],
    [0, 1 / 3, 2 / 3, 1],
  ]);
});

Deno.test("fusedValue() is 1 by every rule where all of eight raters agree", () => {
  const counts = { valid: 8, drew: 8, most: 8, votes: 8 };

  for (const reading of READINGS) {
    assert.equal(fusedValue(reading, counts), 1);
  }
});

Deno.test("fusedValue() refuses more votes than raters", () => {
  const counts = { valid: 10, drew: 9, most: 9, votes: 9 };

  assert.throws(
    () => fusedValue({ rule: "fuzzy_fixed", of: 8 }, counts),
    /^RangeError: Cannot fuse 9 votes of 8 raters by "fuzzy_fixed"/,
  );
});

Deno.test("fusedValue() grows with votes from 0 to 1 at most", () => {
  const ascending = fc.tuple(
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 1, max: 8 }),
  ).map((counts) => counts.sort() as [number, number, number]);
  fc.assert(
    fc.property(
      ascending,
      fc.constantFrom(...READINGS),
      ([most, drew, valid], reading) => {
        const values = Array.from(
          { length: most + 1 },
          (_, votes) => fusedValue(reading, { valid, drew, most, votes }),
        );

        assert.equal(values[0], 0);
        assert.ok(values.at(-1)! <= 1);
        assert.deepEqual(values, values.toSorted());
      },
    ),
    { seed: 20002, numRuns: 500 },
  );
});
