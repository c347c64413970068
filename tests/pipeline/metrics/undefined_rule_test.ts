import assert from "node:assert/strict";
import { applyUndefinedRule } from "../../../pipeline/metrics/undefined_rule.ts";

Deno.test("applyUndefinedRule() counts undefined rates as 0, counts them as 1, or leaves them out", () => {
  const rates = [0.5, undefined, 0, 1, undefined];

  assert.deepEqual(applyUndefinedRule(rates, "zero"), [0.5, 0, 0, 1, 0]);
  assert.deepEqual(applyUndefinedRule(rates, "one"), [0.5, 1, 0, 1, 1]);
  assert.deepEqual(applyUndefinedRule(rates, "skip"), [0.5, 0, 1]);
});
