import assert from "node:assert/strict";
import { printedText } from "../../../data/ledger/printed_text.ts";
import { claimOf } from "../../support/claims.ts";

Deno.test("printedText() keeps the printed decimals", () => {
  for (const printed of ["0.90", "1.0", "411", "13.5", "0.00"]) {
    assert.equal(
      printedText(claimOf("table2a/Acne/f1/mean", { printed })),
      printed,
    );
  }
});
