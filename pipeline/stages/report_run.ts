import { createHash } from "node:crypto";
import { readJsonList } from "../../data/json_list.ts";
import { claimSchema } from "../../data/ledger/claim_schema.ts";
import { findingSchema } from "../../data/ledger/finding_schema.ts";
import { readJson } from "../../data/read_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { exhibitsSchema } from "./exhibits/exhibits_schema.ts";
import { FIGURE_FILES } from "./figures/figure_files.ts";
import { type FigureFile, readFigure } from "./report/figure_file.ts";
import { markdownReport } from "./report/markdown_report.ts";
import { type ReportData, reportModel } from "./report/model.ts";
import { reportPage } from "./report/page.ts";
import type { ReportParams } from "./report/params.ts";

/**
 * Writes `report.html` and `report.md` from what is supplied.
 *
 * @throws {SyntaxError | TypeError} If a file is not what it should be.
 * @throws {RangeError} If two claims have the same id, or the graph is not one.
 */
export async function run(io: StageIO<ReportParams>): Promise<void> {
  const digests: [file: string, sha256: string][] = [];
  const model = reportModel({
    params: io.params,
    ...await claimsAndFindings(io, digests),
    ...await exhibitsOf(io, digests),
    figures: await figuresOf(io, digests),
    environment: [
      ["Deno", Deno.version.deno],
      ["V8", Deno.version.v8],
      ["TypeScript", Deno.version.typescript],
      ["Target", Deno.build.target],
    ],
    digests,
  });
  await Deno.writeTextFile(io.output("html"), reportPage(model));
  await Deno.writeTextFile(io.output("markdown"), markdownReport(model));
}

type Digests = [file: string, sha256: string][];

async function claimsAndFindings(
  io: StageIO<ReportParams>,
  digests: Digests,
): Promise<Pick<ReportData, "claims" | "findings">> {
  const ledger = io.optionalInput("ledger");
  const findings = io.optionalInput("findings");
  const claims = ledger === undefined
    ? undefined
    : await readJsonList(ledger, claimSchema);
  const found = findings === undefined
    ? undefined
    : await readJsonList(findings, findingSchema);
  if (claims !== undefined) digests.push(["ledger.json", claims.sha256]);
  if (found !== undefined) digests.push(["findings.json", found.sha256]);
  return {
    ...(claims === undefined ? {} : { claims: claims.items }),
    ...(found === undefined ? {} : { findings: found.items }),
  };
}

async function exhibitsOf(
  io: StageIO<ReportParams>,
  digests: Digests,
): Promise<Pick<ReportData, "exhibits">> {
  const path = io.optionalInput("exhibits");
  if (path === undefined) return {};
  const exhibits = await readJson(path, exhibitsSchema);
  digests.push(["exhibits.json", sha256(await Deno.readFile(path))]);
  return { exhibits };
}

async function figuresOf(
  io: StageIO<ReportParams>,
  digests: Digests,
): Promise<FigureFile[]> {
  const figures: FigureFile[] = [];
  for (const [port, file] of Object.entries(FIGURE_FILES)) {
    const path = io.optionalInput(port);
    if (path === undefined) continue;
    const bytes = await Deno.readFile(path);
    figures.push(readFigure(bytes, { port, file }));
    digests.push([file, sha256(bytes)]);
  }
  return figures;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
