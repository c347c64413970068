import assert from "node:assert/strict";
import { verdict } from "../../../../pipeline/stages/report/verdict.ts";
import { claimOf } from "../../../support/claims.ts";
import { REPORT_EXHIBITS } from "../../../support/report_parts.ts";
import { REPORT_PARAMS, reportData } from "../../../support/reports.ts";

Deno.test("verdict() counts outcomes and routes", () => {
  assert.equal(
    verdict(reportData()),
    "Of the 10 numbers that the paper prints, 4 come out exactly, 1 within its tolerance, 2 differ and 3 are blocked; 7 from raw data were recomputed.",
  );
});

Deno.test("verdict() names each route that was taken", () => {
  const claim = claimOf("t/r/c/mean", { printed: "1", computed: 1 });
  const claims = [
    claim,
    { ...claim, route: "model" as const },
    { ...claim, route: "published-intermediate" as const, source: "other" },
  ];
  assert.equal(
    verdict(reportData({ claims })),
    "Of the 3 numbers that the papers print, 3 come out exactly and none differs; 1 from raw data, 1 from published intermediates and 1 by running a network were recomputed.",
  );
});

Deno.test("verdict() does not let other data pass for a replication", () => {
  const verdictOn = (data: "generated" | "replaced"): string =>
    verdict(reportData({ params: { ...REPORT_PARAMS, data } }));
  assert.match(
    verdictOn("generated"),
    /^On generated data, a self-test and no replication, of the 10 numbers expected, 4 come/,
  );
  assert.match(
    verdictOn("replaced"),
    /^On other data than the release, of the 10 numbers that the paper prints, 4 come/,
  );
});

Deno.test("verdict() of a study without claims is that of its checks", () => {
  const { claims: _, ...data } = reportData();
  assert.equal(verdict(data), "The study compares nothing.");
  const { checks } = REPORT_EXHIBITS;
  const exhibits = { ...REPORT_EXHIBITS, checks: checks.slice(0, 1) };
  assert.equal(verdict({ ...data, exhibits }), "1 of 1 check holds.");
  assert.match(
    verdict({ ...reportData(), exhibits }),
    /^Of the 10 numbers .* were recomputed\. 1 of 1 check holds\.$/,
  );
});

Deno.test("verdict() of an empty ledger and of a blocked one claims nothing", () => {
  assert.equal(
    verdict(reportData({ claims: [] })),
    "The ledger has no claims, so nothing was compared.",
  );
  const claims = [claimOf("t/r/c/mean", { printed: "1" })];
  assert.equal(
    verdict(reportData({ claims })),
    "Of the 1 number that the paper prints, 0 come out exactly and 1 is blocked.",
  );
});
