import assert from "node:assert/strict";
import fc from "fast-check";
import { claimStatus } from "../../../data/ledger/claim_status.ts";

Deno.test("claimStatus() compares at the printed precision", () => {
  assert.equal(claimStatus(0.896, { printed: "0.90" }), "exact");
  assert.equal(claimStatus(0.894, { printed: "0.90" }), "differs");
  assert.equal(claimStatus(0.9049, { printed: "0.90" }), "exact");
  assert.equal(claimStatus(411, { printed: "411" }), "exact");
  assert.equal(claimStatus(410, { printed: "411" }), "differs");
  assert.equal(claimStatus(13.45, { printed: "13.5" }), "differs");
  assert.equal(claimStatus(0.999, { printed: "1.0" }), "exact");
});

Deno.test("claimStatus() rounds a tie away from zero", () => {
  // These have exact binary values, so they lie precisely half way.
  assert.equal(claimStatus(0.125, { printed: "0.13" }), "exact");
  assert.equal(claimStatus(0.125, { printed: "0.12" }), "differs");
  assert.equal(claimStatus(0.375, { printed: "0.38" }), "exact");
  assert.equal(claimStatus(2.5, { printed: "3" }), "exact");
  assert.equal(claimStatus(-0.125, { printed: "-0.13" }), "exact");
});

Deno.test("claimStatus() rounds the binary value, not its decimal spelling", () => {
  // 1.005 is stored as 1.00499999999999989…, 0.285 as 0.284999999999999975…
  assert.equal(claimStatus(1.005, { printed: "1.00" }), "exact");
  assert.equal(claimStatus(0.285, { printed: "0.28" }), "exact");
  // 0.145 is stored as 0.14499999999999999…, 0.115 as 0.115000000000000004…
  assert.equal(claimStatus(0.145, { printed: "0.14" }), "exact");
  assert.equal(claimStatus(0.115, { printed: "0.12" }), "exact");
});

Deno.test("claimStatus() reads a negative zero as zero", () => {
  assert.equal(claimStatus(-0, { printed: "0.00" }), "exact");
  assert.equal(claimStatus(-0.001, { printed: "0.00" }), "exact");
  assert.equal(claimStatus(-0.006, { printed: "0.00" }), "differs");
  assert.equal(claimStatus(-0.4, { printed: "0" }), "exact");
});

Deno.test("claimStatus() is close up to the tolerance, and only then", () => {
  const printed = "0.50";
  assert.equal(claimStatus(0.53125, { printed, tolerance: 0.03125 }), "close");
  assert.equal(claimStatus(0.5313, { printed, tolerance: 0.03125 }), "differs");
  assert.equal(claimStatus(0.46875, { printed, tolerance: 0.03125 }), "close");
  assert.equal(claimStatus(0.501, { printed, tolerance: 0.03125 }), "exact");
  assert.equal(claimStatus(0.51, { printed }), "differs");
});

Deno.test("claimStatus() finds what a number was printed from", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.integer({ min: 0, max: 6 }),
      (value, decimals) => {
        const printed = value.toFixed(decimals).replace(/^-(0(\.0+)?)$/, "$1");
        assert.equal(claimStatus(value, { printed }), "exact");
      },
    ),
    { seed: 20 },
  );
});

Deno.test("claimStatus() refuses what is no number", () => {
  assert.throws(() => claimStatus(NaN, { printed: "0.90" }), {
    name: "RangeError",
    message: 'Cannot compare NaN with "0.90": compute a finite value',
  });
  assert.throws(
    () => claimStatus(Infinity, { printed: "0.90" }),
    { name: "RangeError" },
  );
  assert.throws(() => claimStatus(1, { printed: "1e0" }), {
    name: "SyntaxError",
  });
});
