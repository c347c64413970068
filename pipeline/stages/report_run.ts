import { readJsonList } from "../../data/json_list.ts";
import { claimSchema } from "../../data/ledger/claim_schema.ts";
import { findingSchema } from "../../data/ledger/finding_schema.ts";
import type { StageIO } from "../engine/stage.ts";
import { markdownReport } from "./report/markdown_report.ts";
import { reportModel } from "./report/model.ts";
import { reportPage } from "./report/page.ts";
import type { ReportParams } from "./report/params.ts";

/**
 * Writes `report.html` and `report.md` from the ledger and the findings.
 *
 * @throws {SyntaxError | TypeError} If a file is not what it should be.
 * @throws {RangeError} If two claims have the same id, or the graph is not one.
 */
export async function run(io: StageIO<ReportParams>): Promise<void> {
  const ledger = await readJsonList(io.input("ledger"), claimSchema);
  const findings = await readJsonList(io.input("findings"), findingSchema);
  const model = reportModel({
    params: io.params,
    claims: ledger.items,
    findings: findings.items,
    environment: [
      ["Deno", Deno.version.deno],
      ["V8", Deno.version.v8],
      ["TypeScript", Deno.version.typescript],
      ["Target", Deno.build.target],
    ],
    digests: [
      ["ledger.json", ledger.sha256],
      ["findings.json", findings.sha256],
    ],
  });
  await Deno.writeTextFile(io.output("html"), reportPage(model));
  await Deno.writeTextFile(io.output("markdown"), markdownReport(model));
}
