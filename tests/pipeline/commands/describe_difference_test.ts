import assert from "node:assert/strict";
import { describeDifference } from "../../../pipeline/commands/describe_difference.ts";

Deno.test("describeDifference() shows both values, and digests by their beginning", () => {
  assert.equal(
    describeDifference({
      field: "params.std",
      before: "population",
      after: "sample",
    }),
    'params.std: "population" → "sample"',
  );
  assert.equal(
    describeDifference({
      field: "code",
      after: "0123456789abcdef".repeat(4),
    }),
    "code: (none) → 0123456789ab…",
  );
});

Deno.test("describeDifference() cuts values that are longer than it is told", () => {
  const difference = { field: "params.x", before: [1, 2, 3, 4], after: 5 };

  assert.equal(
    describeDifference(difference, { longest: 4 }),
    "params.x: [1,2… → 5",
  );
  assert.equal(
    describeDifference(difference, { longest: 9 }),
    "params.x: [1,2,3,4] → 5",
  );
});
