import assert from "node:assert/strict";
import { tally, tallyText } from "../../../../pipeline/stages/report/tally.ts";
import { REPORT_CLAIMS } from "../../../support/reports.ts";

Deno.test("tally() counts claims by status", () => {
  assert.deepEqual(tally(REPORT_CLAIMS), {
    exact: 4,
    close: 1,
    differs: 2,
    blocked: 3,
    total: 10,
  });
});

Deno.test("tallyText() leaves out what did not occur", () => {
  assert.equal(
    tallyText(tally(REPORT_CLAIMS)),
    "4 exact, 1 close, 2 differ, 3 blocked",
  );
  assert.equal(
    tallyText(tally(REPORT_CLAIMS.slice(0, 2))),
    "1 exact, 1 differs",
  );
  assert.equal(tallyText(tally([])), "no numbers");
});
