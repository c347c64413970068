import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { markdownReport } from "../../../../pipeline/stages/report/markdown_report.ts";
import {
  type ReportData,
  reportModel,
} from "../../../../pipeline/stages/report/model.ts";
import { reportPage } from "../../../../pipeline/stages/report/page.ts";
import {
  htmlAttribute,
  htmlTags,
  htmlText,
} from "../../../support/html_text.ts";
import {
  REPORT_EXHIBITS,
  reportFigure,
} from "../../../support/report_parts.ts";
import { REPORT_PARAMS, reportData } from "../../../support/reports.ts";

const { claims, findings, ...REST } = reportData();
const ALL = {
  claims,
  findings,
  exhibits: REPORT_EXHIBITS,
  figures: [reportFigure()],
};
type Part = keyof typeof ALL;
const PARTS = Object.keys(ALL) as Part[];

/** The report of a study that has only some parts. */
function dataOf(parts: readonly Part[]): ReportData {
  const own = parts.map((part) => [part, ALL[part]] as const);
  return { ...REST, ...Object.fromEntries(own) } as ReportData;
}

/** A study that compares itself with nothing, as the generated one does. */
const SAMPLE: ReportData = {
  ...dataOf(["exhibits", "figures"]),
  params: { ...REPORT_PARAMS, data: "generated", papers: [] },
};

function pageOf(data: ReportData): string {
  return reportPage(reportModel(data));
}

const COMBINATIONS = Array.from(
  { length: 2 ** PARTS.length },
  (_, bits) => PARTS.filter((_, i) => bits & 1 << i),
);

for (const parts of COMBINATIONS) {
  Deno.test(`a report of ${parts.join(", ") || "nothing"} has their sections and no other`, () => {
    const data = dataOf(parts);
    const has = (part: Part): boolean => parts.includes(part);
    const expected = [
      ["What this is, and is not", true],
      ["Checks (1 of 2 hold)", has("exhibits")],
      ["Findings (1)", has("findings")],
      ["Tables and statements", has("claims")],
      ["Figures", has("figures")],
      [has("claims") ? "Further results" : "Results", has("exhibits")],
      ["Statuses and routes", has("claims")],
      ["What is blocked, and how to unblock it", has("claims")],
      ["How the numbers were made", true],
      ["Data sources and pins", true],
      ["Environment of this report", true],
      ["SHA-256 of what this report was made from", true],
      ["Reproduce and audit", true],
    ].filter(([, isThere]) => isThere).map(([title]) => title);
    const page = pageOf(data);
    assert.deepEqual(page.match(/<h2>.*?<\/h2>/g)!.map(htmlText), expected);
    const text = markdownReport(reportModel(data));
    assert.deepEqual(
      text.match(/^## .*/gm)!.map((line) => line.slice(3)),
      expected.map((title) => String(title).replace(/ \(.*/, "")),
    );
    assert.doesNotMatch(htmlText(page) + text, /NaN|undefined|\[object/);
    const ids = htmlAttribute(page, "id");
    assert.equal(new Set(ids).size, ids.length);
    for (const target of htmlAttribute(page, "href")) {
      assert.ok(!target.startsWith("#") || ids.includes(target.slice(1)));
    }
    assert.equal(
      page.includes("less results/example/ledger.json"),
      has("claims"),
    );
    assert.equal(
      page.includes("less results/example/exhibits.json"),
      has("exhibits"),
    );
  });
}

Deno.test("reportPage() without exhibits and figures has neither their style nor their policy", () => {
  const page = pageOf(dataOf(["claims", "findings"]));
  assert.doesNotMatch(page, /figcaption|\.checks|img-src/);
});

Deno.test("reportPage() shows figures within itself, and allows no other source", () => {
  const page = pageOf(SAMPLE);
  const style = page.match(/<style>([^]*?)<\/style>/)![1]!;
  const hash = createHash("sha256").update(style).digest("base64");
  assert.ok(
    page.includes(
      `default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; img-src data:; base-uri`,
    ),
  );
  const [address] = htmlAttribute(page, "src");
  const bytes = Uint8Array.fromBase64(address!.split(",")[1]!);
  assert.match(address!, /^data:image\/png;base64,/);
  assert.deepEqual(bytes, reportFigure().bytes);
  assert.deepEqual(htmlAttribute(page, "alt"), ["Two panels."]);
  const figure = page.match(/<figure[^]*?<\/figure>/)![0];
  assert.equal(htmlText(figure), "Two raters Each outlined something.");
  assert.match(figure, /width="4" height="3"/);
});

Deno.test("reportPage() says of each check what was found and whether it holds", () => {
  const items = pageOf(SAMPLE).match(/<li class="(?:holds|fails)"[^]*?<\/li>/g)!
    .map(htmlText);
  assert.deepEqual(items, [
    "✓ Macro F1 is at least 0.75. holds : found 0.8124, demanded at least 0.75",
    "✗ The test rejects at 0.01. does not hold : found 0.25, demanded at most 0.01",
  ]);
});

Deno.test("reportPage() sets the paper's number below ours, and says how it differs", () => {
  const tableOf = (data: ReportData): string =>
    htmlText(
      pageOf(data).match(
        /<section class="table" id="exhibit[^]*?<\/section>/,
      )![0],
    );
  assert.equal(
    tableOf(SAMPLE),
    "Maps against outlines Means over runs. The smaller number in a cell is what the paper prints there; other data, not comparable. Subject F1 Remark Networks 0.31 ± 0.02 paper: 0.25 ± 0.02 ; other data, not comparable the better ones Centre −0.5 – Mass is a share.",
  );
  assert.match(
    tableOf(dataOf(["exhibits"])),
    /prints there\. .* paper: 0\.25 ± 0\.02 the better/,
  );
  assert.ok(htmlAttribute(pageOf(SAMPLE), "title").includes("0.31416 ± 0.02"));
});

Deno.test("reportPage() warns before anything else, and judges by the checks", () => {
  const head = htmlText(pageOf(SAMPLE).match(/<header[^]*?<\/header>/)![0]);
  assert.match(
    head,
    /Generated data\. .* Caution\. These are no deep networks\. On generated data, a self-test and no replication, 1 of 2 checks holds; this one does not: the test rejects at 0\.01\.$/,
  );
});

Deno.test("markdownReport() has checks, links to figures, and tables with the paper's numbers", () => {
  const text = markdownReport(reportModel(SAMPLE));
  for (
    const line of [
      "> **Caution.** These are no deep networks.",
      "- ✓ holds: Macro F1 is at least 0.75. Found 0.8124, demanded at least 0.75.",
      "- **✗ does not hold**: The test rejects at 0.01. Found 0.25, demanded at most 0.01.",
      "![Two panels.](figures/figure2.png)",
      "| Subject | F1 | Remark |",
      "| **Networks** | **0.31 ± 0.02 (paper: 0.25 ± 0.02)** | **the better ones** |",
      "| Centre | −0.5 | – |",
      "In brackets: what the paper prints there; other data, not comparable.",
    ]
  ) assert.ok(text.includes(`${line}\n`), line);
});

Deno.test("reports let no hostile text out of its place", () => {
  const hostile = `</p><script>x</script>"'&|\u0000\n# [a](b)`;
  const [check] = REPORT_EXHIBITS.checks;
  const [exhibit] = REPORT_EXHIBITS.exhibits;
  const cell = { value: 1, decimals: 0, paper: hostile };
  const data: ReportData = {
    ...SAMPLE,
    exhibits: {
      caution: hostile,
      checks: [{ ...check!, id: hostile, statement: hostile, holds: false }],
      exhibits: [{
        ...exhibit!,
        id: hostile,
        title: hostile,
        caption: hostile,
        notes: [hostile],
        columns: [hostile, hostile],
        rows: [
          { label: hostile, cells: [cell, { ...cell, text: hostile }] },
        ],
      }],
    },
    figures: [{
      ...reportFigure({
        title: hostile,
        caption: hostile,
        alternative: hostile,
        disclaimer: hostile,
      }),
      id: hostile,
    }],
  };
  const page = pageOf(data);
  const kinds = (html: string): Set<string> =>
    new Set(htmlTags(html).map((tag) => tag.match(/^<\/?!?\w+/)![0]));
  assert.deepEqual([...kinds(page).difference(kinds(pageOf(SAMPLE)))], []);
  for (const tag of htmlTags(page)) {
    assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son\w+=|script/);
  }
  const text = markdownReport(reportModel(data));
  assert.doesNotMatch(text, /<script|^# \[/m);
  assert.equal(
    text.match(/^## .*/gm)!.length,
    markdownReport(reportModel(SAMPLE)).match(/^## .*/gm)!.length,
  );
});

Deno.test("reportPage() closes every element of a study with checks and figures", () => {
  const open: string[] = [];
  const isVoid = /^<(meta|input|img|!DOCTYPE)|\/>$/;
  for (const tag of htmlTags(pageOf(SAMPLE))) {
    const name = tag.match(/^<\/?(\w+)/)?.[1];
    if (tag.startsWith("</")) assert.equal(open.pop(), name);
    else if (!isVoid.test(tag)) open.push(name!);
  }
  assert.deepEqual(open, []);
});
