import { createHash } from "node:crypto";
import { CLAIM_STATUSES } from "../../../data/ledger/claim.ts";
import { anchor } from "./anchor.ts";
import type { PaperView } from "./arrange.ts";
import { reportKind } from "./banner.ts";
import { checksHtml } from "./checks_html.ts";
import { EXHIBIT_STYLE } from "./exhibit_style.ts";
import { exhibitsHtml } from "./exhibits_html.ts";
import { figuresHtml } from "./figures_html.ts";
import { findingsHtml } from "./findings_html.ts";
import { markup, trusted } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { exhibitsTitle, type ReportModel } from "./model.ts";
import {
  blockersHtml,
  factsHtml,
  graphHtml,
  legendHtml,
  reproduceHtml,
  sourcesHtml,
} from "./provenance_html.ts";
import { STYLE } from "./style.ts";
import { summaryHtml } from "./summary_html.ts";
import { tableHtml } from "./table_html.ts";
import { tally } from "./tally.ts";

/**
 * Writes a report as one page that needs no network and no script.
 *
 * The policy in its head allows its own style sheet, by hash, pictures within the
 * page where there are figures, and nothing else: whatever a hostile name might
 * smuggle in could neither run nor call home.
 *
 * @returns The page; the same bytes for the same model.
 */
export function reportPage(model: ReportModel): string {
  const sections = sectionsOf(model);
  const style = styleOf(model);
  const hash = createHash("sha256").update(style).digest("base64");
  const pictures = model.figures.length === 0 ? "" : " img-src data:;";
  const policy =
    `default-src 'none'; style-src 'sha256-${hash}';${pictures} base-uri 'none'; form-action 'none'`;
  const entries = sections.map(({ id, title, entries }) =>
    markup`
<li><a href="#${id}">${title}</a>${entries}</li>`
  );
  const bodies = sections.map(({ id, title, body }) =>
    markup`<section class="part" id="${id}">
<h2>${title}</h2>
${body}
</section>
`
  );
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${reportKind(model.params.data)}: ${model.params.title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
${summaryHtml(model)}<nav class="contents" aria-labelledby="contents-title">
<h2 id="contents-title">Contents</h2>
<ul>${entries}
</ul>
</nav>
<main id="main" tabindex="-1">
${bodies}</main>
</body>
</html>
`.toString();
}

function styleOf({ exhibits, figures }: ReportModel): string {
  return exhibits === undefined && figures.length === 0
    ? STYLE
    : STYLE + EXHIBIT_STYLE;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
  /** What the contents list below the title. */
  readonly entries?: Markup;
}

function sectionsOf(model: ReportModel): Section[] {
  const { papers, findings, checks, figures, environment, digests } = model;
  const section = (id: string, title: string, body: Markup): Section => ({
    id,
    title,
    body,
  });
  return [
    section("scope", "What this is, and is not", scope(model)),
    ...checks.length === 0
      ? []
      : [section("checks", checksTitle(model), checksHtml(checks))],
    ...model.hasFindings
      ? [
        section(
          "findings",
          `Findings (${findings.length})`,
          findingsHtml(model),
        ),
      ]
      : [],
    ...papers.map((paper, i) => ({
      id: `paper-${i + 1}`,
      title: papers.length === 1 ? "Tables and statements" : paper.layout.title,
      body: markup`${i === 0 ? filter() : ""}${
        paper.tables.map((table) => tableHtml(table, model))
      }`,
      entries: tableEntries(paper),
    })),
    ...figures.length === 0 ? [] : [{
      ...section("figures", "Figures", figuresHtml(figures)),
      entries: linksTo("figure", figures),
    }],
    ...model.tablesBeside.length === 0 ? [] : [{
      ...section("exhibits", exhibitsTitle(model), exhibitsHtml(model)),
      entries: linksTo("exhibit", model.tablesBeside),
    }],
    ...model.hasLedger
      ? [
        section("legend", "Statuses and routes", legendHtml()),
        section(
          "blocked",
          "What is blocked, and how to unblock it",
          blockersHtml(model),
        ),
      ]
      : [],
    section("graph", "How the numbers were made", graphHtml(model)),
    section("sources", "Data sources and pins", sourcesHtml(model)),
    section(
      "environment",
      "Environment of this report",
      factsHtml(environment),
    ),
    section(
      "inputs",
      "SHA-256 of what this report was made from",
      factsHtml(digests),
    ),
    section("reproduce", "Reproduce and audit", reproduceHtml(model)),
  ];
}

function scope({ params }: ReportModel): Markup {
  const list = (items: readonly string[]): Markup =>
    markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
  return markup`<div class="scope">
<div><h3>It is</h3>${list(params.is)}</div>
<div><h3>It is not</h3>${list(params.isNot)}</div>
</div>`;
}

function tableEntries({ tables }: PaperView): Markup {
  const items = tables.map(({ anchor, label, claims }) => {
    const { exact, total } = tally(claims);
    return markup`<li><a href="#${anchor}">${label}</a> <span class="share">${exact}/${total}<span class="vh"> exact</span></span></li>`;
  });
  return markup`<ul>${items}</ul>`;
}

function checksTitle({ checks }: ReportModel): string {
  const held = checks.filter(({ holds }) => holds).length;
  return `Checks (${held} of ${checks.length} hold)`;
}

function linksTo(
  kind: string,
  items: readonly { readonly id: string; readonly title: string }[],
): Markup {
  const links = items.map(({ id, title }) =>
    markup`<li><a href="#${anchor(kind, id)}">${title}</a></li>`
  );
  return markup`<ul>${links}</ul>`;
}

/** How to read the tables, and radio buttons that the style sheet alone obeys. */
function filter(): Markup {
  const choices = CLAIM_STATUSES.map((name) =>
    markup`<label><input type="radio" name="show" id="show-${name}"> ${name}</label>
`
  );
  return markup`<p class="hint">A cell has the printed number first and the computed one after it, with two more digits; its tooltip has all of them. ✓ marks numbers that round to what is printed.</p>
<fieldset class="filter"><legend>Show rows that are</legend>
<label><input type="radio" name="show" id="show-all" checked> any</label>
${choices}</fieldset>
`;
}
