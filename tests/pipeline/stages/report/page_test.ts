import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { claimAnchor } from "../../../../pipeline/stages/report/anchor.ts";
import { reportModel } from "../../../../pipeline/stages/report/model.ts";
import type { ReportData } from "../../../../pipeline/stages/report/model.ts";
import { reportPage } from "../../../../pipeline/stages/report/page.ts";
import { claimOf } from "../../../support/claims.ts";
import {
  htmlAttribute,
  htmlTags,
  htmlText,
} from "../../../support/html_text.ts";
import {
  REPORT_CLAIMS,
  REPORT_FINDING,
  REPORT_PARAMS,
  reportData,
} from "../../../support/reports.ts";

function pageOf(changes: Partial<ReportData> = {}): string {
  return reportPage(reportModel(reportData(changes)));
}

/** The text of the row that begins with a label. */
function rowText(page: string, label: string): string {
  const rows = page.match(/<tr>[^]*?<\/tr>/g)!.map(htmlText);
  return rows.find((row) => row.startsWith(label))!;
}

Deno.test("reportPage() anchors each claim exactly once and links to what is there", () => {
  const page = pageOf();
  const ids = htmlAttribute(page, "id");
  assert.equal(new Set(ids).size, ids.length);
  for (const { id } of REPORT_CLAIMS) {
    assert.ok(ids.includes(claimAnchor(id)), id);
  }
  assert.equal(
    ids.filter((id) => id.includes("/")).length,
    REPORT_CLAIMS.length,
  );
  const targets = htmlAttribute(page, "href").filter((x) => x.startsWith("#"));
  assert.ok(targets.length > 10);
  for (const target of targets) {
    assert.ok(ids.includes(target.slice(1)), target);
  }
});

Deno.test("reportPage() says every status in words, with printed and computed numbers", () => {
  const page = pageOf();
  assert.equal(
    rowText(page, "Acne"),
    "Acne 0.98 ± 0.01 0.9765 ± 0.0312 std differs +0.0212",
  );
  assert.equal(
    rowText(page, "Psoriasis vulgaris"),
    "Psoriasis vulgaris 0.90 ± 0.10 0.9100 ± 0.1000 mean close +0.0100 (tolerance 0.02)",
  );
  assert.equal(
    rowText(page, "Actinic keratosis"),
    "Actinic keratosis 0.94 ± 0.05 blocked",
  );
  assert.equal(rowText(page, "DermNetNZ"), "DermNetNZ 52 52 ✓ exact");
  assert.equal(rowText(page, "SD-260"), "SD-260 47 48 differs +1");
  assert.equal(rowText(page, "Skin tone"), "Skin tone light 368 368 ✓ exact");
  assert.equal(rowText(page, "dark"), "dark 16 blocked blocked: the x");
});

Deno.test("reportPage() prints headings above the rows that they belong to", () => {
  const table = pageOf().match(/<table class="grid">[^]*?<\/table>/)![0];
  const labels = table.match(/<tr[ >][^]*?<\/th>/g)!.slice(1).map(htmlText);
  assert.deepEqual(labels, [
    "Acne",
    "Scaly",
    "Plaques",
    "Psoriasis vulgaris",
    "Actinic keratosis",
  ]);
});

Deno.test("reportPage() carries full precision, and why a cell is blocked", () => {
  const page = pageOf();
  assert.ok(htmlAttribute(page, "value").includes("0.97654321"));
  assert.ok(htmlAttribute(page, "title").includes("0.97654321"));
  assert.ok(
    htmlAttribute(page, "title").includes("The x. To supply it: bring it."),
  );
});

Deno.test("reportPage() follows the order of its contents", () => {
  const titles = pageOf().match(/<h2>.*?<\/h2>/g)!.map(htmlText);
  assert.deepEqual(titles, [
    "What this is, and is not",
    "Findings (1)",
    "Tables and statements",
    "Statuses and routes",
    "What is blocked, and how to unblock it",
    "How the numbers were made",
    "Data sources and pins",
    "Environment of this report",
    "SHA-256 of what this report was made from",
    "Reproduce and audit",
  ]);
});

Deno.test("reportPage() links a finding to the table that it affects as a whole, and to single claims", () => {
  const article = pageOf().match(/<article[^]*?<\/article>/)![0];
  assert.match(htmlText(article), /Table 1 : all 2 numbers/);
  assert.deepEqual(htmlAttribute(article, "href"), [
    "artifacts/census/census.json",
    "#table-dataset-paper-table1",
    "#table-dataset-paper-text",
    "#text/skin_tone/light",
  ]);
});

Deno.test("reportPage() folds long evidence and names claims of other ledgers", () => {
  const values = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [`v${i}`, i]),
  );
  const finding = {
    ...REPORT_FINDING,
    evidence: { artifact: "../outside", values },
    affects: ["table9/Acne/f1_mean"],
  };
  const article =
    pageOf({ findings: [finding] }).match(/<article[^]*?<\/article>/)![0];
  assert.match(article, /<details[^>]*><summary>9 values<\/summary>/);
  assert.match(htmlText(article), /Not in this ledger: table9\/Acne\/f1_mean/);
  assert.deepEqual(htmlAttribute(article, "href"), []);
});

Deno.test("reportPage() shows a stand-in for what it is", () => {
  const headOf = (data: "released" | "replaced" | "generated"): string => {
    const page = pageOf({ params: { ...REPORT_PARAMS, data } });
    return htmlText(page.match(/<header[^]*?<\/header>/)![0]);
  };
  assert.match(headOf("released"), /^Replication report of the study example/);
  assert.doesNotMatch(headOf("released"), /data\. /);
  assert.match(
    headOf("replaced"),
    /^Replication report .* Other data\. The pins of the release were replaced/,
  );
  assert.match(
    headOf("generated"),
    /^Self-test report .* Generated data\. Nothing in this report says anything about a paper/,
  );
});

Deno.test("reportPage() allows its own style sheet and nothing else", () => {
  const page = pageOf();
  const style = page.match(/<style>([^]*?)<\/style>/)![1]!;
  const hash = createHash("sha256").update(style).digest("base64");
  assert.ok(
    page.includes(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    ),
  );
  assert.doesNotMatch(style, /url\(|@import|</);
  const tags = htmlTags(page);
  assert.equal(page.match(/<style/g)!.length, 1);
  for (const tag of tags) {
    assert.doesNotMatch(
      tag,
      /^<(script|link|img|iframe|object|embed|form|base)\b/,
    );
    assert.doesNotMatch(tag, /\s(src|srcset|style|on\w+)=/);
  }
});

Deno.test("reportPage() lets no hostile name out of its place", () => {
  const hostile = `</p><script>x</script><img src=x onerror=y>"'&\u0000`;
  const params = {
    ...REPORT_PARAMS,
    study: hostile,
    title: hostile,
    is: [hostile],
    isNot: [hostile],
    commands: [hostile],
    papers: [],
    graph: { nodes: [{ id: hostile, state: hostile }], edges: [] },
    sources: [{
      release: hostile,
      commit: hostile,
      paths: [{ path: hostile, id: hostile }],
    }],
  };
  const claim = claimOf("table2a/Acne/f1/mean", {
    printed: "0.90",
    computed: 0.5,
  });
  const blocked = claimOf("text/x//value", { printed: "2" });
  const claims = [
    {
      ...claim,
      id: `${hostile}/a`,
      source: hostile,
      row: hostile,
      column: hostile,
      artifact: hostile,
    },
    {
      ...blocked,
      id: `${hostile}/b`,
      source: hostile,
      row: hostile,
      statistic: hostile,
      blocked_by: { id: hostile, missing: hostile, supply: hostile },
    },
  ];
  const findings = [{
    ...REPORT_FINDING,
    id: hostile,
    title: hostile,
    statement: hostile,
    evidence: { artifact: hostile, values: { [hostile]: hostile } },
    affects: [`${hostile}/a`, hostile],
  }];
  const page = pageOf({
    params,
    claims,
    findings,
    environment: [[hostile, hostile]],
    digests: [[hostile, hostile]],
  });
  const plain = pageOf({ claims: [], findings: [] });
  const kinds = (html: string): Set<string> =>
    new Set(htmlTags(html).map((tag) => tag.match(/^<\/?!?\w+/)![0]));
  const known = kinds(plain).union(kinds(pageOf()));
  assert.deepEqual([...kinds(page).difference(known)], []);
  assert.ok(!page.includes("\u0000"));
  for (const tag of htmlTags(page)) {
    assert.doesNotMatch(tag.replace(/"[^"]*"/g, '""'), /\son\w+=/);
  }
  assert.ok(htmlText(page).includes("</p><script>x</script>"));
});

Deno.test("reportPage() closes every element", () => {
  const open: string[] = [];
  const isVoid = /^<(meta|input|!DOCTYPE)|\/>$/;
  for (const tag of htmlTags(pageOf())) {
    const name = tag.match(/^<\/?(\w+)/)?.[1];
    if (tag.startsWith("</")) assert.equal(open.pop(), name);
    else if (!isVoid.test(tag)) open.push(name!);
  }
  assert.deepEqual(open, []);
});

Deno.test("reportPage() reports an empty ledger as such", () => {
  const text = htmlText(pageOf({ claims: [], findings: [] }));
  assert.match(text, /The ledger has no claims, so nothing was compared\./);
  assert.match(text, /No findings\./);
  assert.match(text, /Nothing is blocked\./);
  assert.doesNotMatch(text, /NaN|undefined/);
});
