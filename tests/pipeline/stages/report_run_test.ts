import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { readPublished } from "../../../data/ledger/published.ts";
import type { Claim } from "../../../data/ledger/claim.ts";
import { claimAnchor } from "../../../pipeline/stages/report/anchor.ts";
import { DATASET_PAPER } from "../../../pipeline/stages/report/layouts/dataset_paper.ts";
import type { ReportParams } from "../../../pipeline/stages/report/params.ts";
import { report } from "../../../pipeline/stages/report.ts";
import { run } from "../../../pipeline/stages/report_run.ts";
import { claimOf } from "../../support/claims.ts";
import { htmlAttribute } from "../../support/html_text.ts";
import { outputsOf } from "../../support/outputs.ts";
import { publishedFile } from "../../support/published_file.ts";
import { REPORT_EXHIBITS, reportFigure } from "../../support/report_parts.ts";
import { REPORT_FINDING, REPORT_PARAMS } from "../../support/reports.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const PARAMS: ReportParams = { ...REPORT_PARAMS, papers: [DATASET_PAPER] };

/** Every number of the dataset paper, some computed and some blocked. */
async function ledger(): Promise<Claim[]> {
  const numbers = await readPublished(publishedFile("dataset_paper.csv"));
  return numbers.map(({ table, row, column, statistic, printed }) => {
    const place = [table, row, column, statistic].join("/");
    const isBlocked = table.startsWith("table6");
    return claimOf(
      place,
      isBlocked ? { printed } : { printed, computed: Number(printed) },
    );
  });
}

async function reportOf(
  claims: readonly unknown[],
): Promise<{ html: string; markdown: string }> {
  return await withFolder(async (folder) => {
    const inputs = {
      ledger: join(folder, "l.json"),
      findings: join(folder, "f.json"),
    };
    await Deno.writeTextFile(inputs.ledger, JSON.stringify(claims));
    await Deno.writeTextFile(inputs.findings, JSON.stringify([REPORT_FINDING]));
    const io = stageIO(folder, {
      params: PARAMS,
      inputs,
      outputs: outputsOf(report),
    });
    await run(io);
    return {
      html: await Deno.readTextFile(io.output("html")),
      markdown: await Deno.readTextFile(io.output("markdown")),
    };
  });
}

Deno.test("run() of report shows every number of the dataset paper once, in a page of moderate size", async () => {
  const claims = await ledger();
  const { html } = await reportOf(claims);
  const anchors = htmlAttribute(html, "id").filter((id) => id.includes("/"));
  assert.deepEqual(
    anchors.toSorted(),
    claims.map(({ id }) => claimAnchor(id)).toSorted(),
  );
  assert.ok(html.length < 1.5e6);
  for (const { label } of DATASET_PAPER.tables) {
    assert.ok(html.includes(`${label}</h3>`), label);
  }
});

Deno.test("run() of report writes the same bytes in another folder", async () => {
  const claims = (await ledger()).slice(0, 60);
  assert.deepEqual(await reportOf(claims), await reportOf(claims));
});

Deno.test("run() of report gives the digests of its inputs and the environment", async () => {
  const claims = (await ledger()).slice(0, 6);
  const { html, markdown } = await reportOf(claims);
  const digest = createHash("sha256").update(JSON.stringify(claims)).digest(
    "hex",
  );
  for (const text of [html, markdown]) {
    assert.ok(text.includes(digest));
    assert.ok(text.includes(Deno.version.deno));
    assert.ok(text.includes(Deno.build.target));
  }
});

Deno.test("run() of report refuses a ledger that is not one", async () => {
  const [claim] = await ledger();
  await assert.rejects(reportOf([claim, { ...claim, printed: "52" }]), {
    name: "TypeError",
    message:
      /^Cannot read ".*l\.json": \[1\]\.printed: expected number: rerun /,
  });
});

Deno.test("run() of report reads exhibits and figures, and gives their digests", async () => {
  await withFolder(async (folder) => {
    const figure = reportFigure({ disclaimer: "Made up." });
    const inputs = {
      exhibits: join(folder, "e.json"),
      confusion: join(folder, "c.png"),
    };
    const text = JSON.stringify(REPORT_EXHIBITS);
    await Deno.writeTextFile(inputs.exhibits, text);
    await Deno.writeFile(inputs.confusion, figure.bytes);
    const io = stageIO(folder, {
      params: { ...PARAMS, data: "generated" as const, papers: [] },
      inputs,
      outputs: outputsOf(report),
    });
    await run(io);
    const html = await Deno.readTextFile(io.output("html"));
    const markdown = await Deno.readTextFile(io.output("markdown"));
    const sha256 = (data: string | Uint8Array): string =>
      createHash("sha256").update(data).digest("hex");
    for (const page of [html, markdown]) {
      assert.ok(page.includes(sha256(text)));
      assert.ok(page.includes(sha256(figure.bytes)));
      assert.ok(page.includes("figures/confusion_matrices.png"));
      assert.ok(page.includes("Made up."));
      assert.ok(!page.includes("ledger.json"));
    }
  });
});

Deno.test("run() of report refuses exhibits that are none", async () => {
  await withFolder(async (folder) => {
    const exhibits = join(folder, "e.json");
    await Deno.writeTextFile(exhibits, '{"checks": []}');
    const io = stageIO(folder, {
      params: PARAMS,
      inputs: { exhibits },
      outputs: outputsOf(report),
    });
    await assert.rejects(run(io), {
      name: "TypeError",
      message: /^Cannot read ".*e\.json": /,
    });
  });
});

Deno.test("the parameters of report are JSON", () => {
  assert.deepEqual(JSON.parse(JSON.stringify(PARAMS)), PARAMS);
});
