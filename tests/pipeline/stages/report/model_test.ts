import assert from "node:assert/strict";
import { reportModel } from "../../../../pipeline/stages/report/model.ts";
import {
  REPORT_CLAIMS,
  REPORT_FINDING,
  reportData,
} from "../../../support/reports.ts";

Deno.test("reportModel() finds the table of a claim, and what blocks claims", () => {
  const { tableOf, blockers } = reportModel(reportData());
  assert.equal(tableOf.get("text/skin_tone/dark")!.label, "text");
  assert.equal(tableOf.size, REPORT_CLAIMS.length);
  assert.deepEqual(
    blockers.map(({ id, claims }) => [id, claims.length]),
    [["x", 3]],
  );
});

Deno.test("reportModel() puts the gravest finding first and keeps the order otherwise", () => {
  const findings = (["low", "high", "medium", "high"] as const).map(
    (severity, i) => ({ ...REPORT_FINDING, id: `${i}`, severity }),
  );
  assert.deepEqual(
    reportModel(reportData({ findings })).findings.map(({ id }) => id),
    ["1", "3", "2", "0"],
  );
});

Deno.test("reportModel() refuses two claims of one id", () => {
  const claims = [REPORT_CLAIMS[0]!, REPORT_CLAIMS[0]!];
  assert.throws(() => reportModel(reportData({ claims })), {
    name: "RangeError",
    message:
      'Ledger has two claims with the id "table1/Acne/DermNetNZ_count": give each its own',
  });
});
