import assert from "node:assert/strict";
import { checkResult } from "../../../../pipeline/stages/report/check_result.ts";

const CHECK = {
  id: "c",
  statement: "It is so",
  value: 0.812349,
  threshold: 0.75,
  relation: ">=",
  holds: true,
} as const;

Deno.test("checkResult() says what was found and what was demanded", () => {
  assert.equal(checkResult(CHECK), "0.8123, demanded at least 0.75");
  assert.equal(
    checkResult({ ...CHECK, value: 3.21e-12, relation: "<=", threshold: 0.01 }),
    "3.21e−12, demanded at most 0.01",
  );
  assert.equal(
    checkResult({ ...CHECK, value: null }),
    "undefined, demanded at least 0.75",
  );
});
