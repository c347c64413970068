import assert from "node:assert/strict";
import { join } from "node:path";
import {
  describeReports,
  exitCodeOf,
  type StudyReport,
  studyReport,
} from "../../../pipeline/commands/study_report.ts";
import type { NodeOutcome } from "../../../pipeline/engine/run_study.ts";
import type { Study } from "../../../pipeline/engine/study.ts";
import { claimOf } from "../../support/claims.ts";
import { REPORT_EXHIBITS } from "../../support/report_parts.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const DONE: NodeOutcome = { state: "done", actions: [], outputs: {} };
const TOTALS = { run: "r", seconds: 1, executed: 2, reused: 0, failed: 0 };
const STUDY: Study = {
  id: "toy",
  title: "A toy study",
  nodes: [],
  publications: [
    { file: "ledger.json", node: "compare", port: "ledger" },
    { file: "exhibits.json", node: "benchmark", port: "exhibits" },
  ],
};

/** What is said of a study of which some nodes are done, with files from some time. */
async function reportOf(...done: readonly string[]): Promise<StudyReport> {
  return await withFolder(async (folder) => {
    const write = (file: string, value: unknown): Promise<void> =>
      Deno.writeTextFile(join(folder, file), JSON.stringify(value));
    await write("ledger.json", [
      claimOf("t/r/c/mean", { printed: "1", computed: 1 }),
    ]);
    await write("exhibits.json", REPORT_EXHIBITS);
    const outcomes = new Map(done.map((node) => [node, DONE]));
    return await studyReport(STUDY, outcomes, { folder });
  });
}

function text(report: StudyReport): string {
  return describeReports([report], TOTALS, { json: false }).split("\n")[0]!;
}

Deno.test("studyReport() counts the checks that this run made", async () => {
  const { checks, claims } = await reportOf("benchmark");
  assert.deepEqual(checks, { hold: 1, total: 2 });
  assert.equal(claims, undefined);
  assert.equal((await reportOf("compare")).checks, undefined);
});

Deno.test("describeReports() says claims, checks, both or nothing", async () => {
  assert.equal(text(await reportOf("benchmark")), "toy: 1 of 2 checks holds");
  const both = await reportOf("benchmark", "compare");
  assert.equal(
    text(both),
    "toy: 1 claim: 1 exact, 0 close, 0 differ, 0 blocked; 1 of 2 checks holds",
  );
  assert.equal(text(await reportOf()), "toy:");
  const json = describeReports([both], TOTALS, { json: true });
  assert.deepEqual(JSON.parse(json).studies[0].checks, { hold: 1, total: 2 });
});

Deno.test("describeReports() names the page of a study with checks alone", async () => {
  const report = await reportOf("benchmark");
  assert.match(
    describeReports([report], TOTALS, { json: false }),
    /\n {2}report: .*report\.html\n/,
  );
});

Deno.test("exitCodeOf() takes a check that does not hold for a difference, if strict", async () => {
  const report = await reportOf("benchmark");
  assert.equal(exitCodeOf([report], { named: true, strict: true }), 4);
  assert.equal(exitCodeOf([report], { named: true, strict: false }), 0);
  const good = { ...report, checks: { hold: 2, total: 2 } };
  assert.equal(exitCodeOf([good], { named: true, strict: true }), 0);
});
