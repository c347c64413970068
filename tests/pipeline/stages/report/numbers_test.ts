import assert from "node:assert/strict";
import {
  cellSeparator,
  computedText,
  differenceText,
} from "../../../../pipeline/stages/report/numbers.ts";
import { claimOf } from "../../../support/claims.ts";

const PLACE = "table2a/Acne/f1/mean";

Deno.test("computedText() has two digits more, and counts in full", () => {
  const text = (printed: string, computed?: number): string =>
    computedText(
      claimOf(
        PLACE,
        computed === undefined ? { printed } : { printed, computed },
      ),
    );
  assert.equal(text("0.90", 0.8951234), "0.8951");
  assert.equal(text("1.0", 1), "1.000");
  assert.equal(text("411", 381), "381");
  assert.equal(text("411", 380.5), "380.50");
  assert.equal(text("0.90"), "blocked");
});

Deno.test("differenceText() has a sign and the tolerance that was allowed", () => {
  const claim = claimOf(PLACE, { printed: "0.86", computed: 0.8735795 });
  assert.equal(differenceText(claim), "+0.0136");
  assert.equal(
    differenceText({ ...claim, tolerance: 0.02 }),
    "+0.0136 (tolerance 0.02)",
  );
  assert.equal(
    differenceText(claimOf(PLACE, { printed: "411", computed: 381 })),
    "−30",
  );
  assert.equal(differenceText(claimOf(PLACE, { printed: "411" })), "");
});

Deno.test("cellSeparator() pairs a mean with its deviation and nothing else", () => {
  const mean = claimOf("t/r/c/mean", { printed: "1" });
  const std = claimOf("t/r/c/std", { printed: "1" });
  assert.equal(cellSeparator([mean, std]), " ± ");
  assert.equal(cellSeparator([std, mean]), " / ");
  assert.equal(cellSeparator([mean, std, mean]), " / ");
});
