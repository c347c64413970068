import assert from "node:assert/strict";
import { decimalsOf } from "../../../data/ledger/printed_number.ts";

Deno.test("decimalsOf() counts the digits after the point", () => {
  assert.equal(decimalsOf("0.90"), 2);
  assert.equal(decimalsOf("13.5"), 1);
  assert.equal(decimalsOf("411"), 0);
  assert.equal(decimalsOf("-0.125"), 3);
});

Deno.test("decimalsOf() refuses what is not printed plainly", () => {
  for (const text of ["", ".5", "5.", "1e3", "1,285", " 1", "NaN", "+1"]) {
    assert.throws(() => decimalsOf(text), {
      name: "SyntaxError",
      message:
        `Cannot read "${text}" as a printed number: write plain digits such as "0.90"`,
    });
  }
});
