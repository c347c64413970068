import type { Finding } from "../../../data/ledger/finding.ts";
import { anchor, claimAnchor } from "./anchor.ts";
import type { TableView } from "./arrange.ts";
import { artifactHtml } from "./artifact_html.ts";
import { listed } from "./listed.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import type { ReportModel } from "./model.ts";

/** The findings, the gravest first, each with its evidence and the claims it bears on. */
export function findingsHtml(model: ReportModel): Markup {
  const { findings } = model;
  if (findings.length === 0) return markup`<p>No findings.</p>`;
  return markup`${findings.map((finding) => findingHtml(finding, model))}`;
}

function findingHtml(finding: Finding, model: ReportModel): Markup {
  const { id, severity, title, statement, evidence } = finding;
  return markup`<article class="finding ${severity}" id="${
    anchor("finding", id)
  }">
<h3>${title}</h3>
<p class="severity">${severity} severity</p>
<p>${statement}</p>
${valuesHtml(evidence.values)}<p class="facts">Evidence: ${
    artifactHtml(evidence.artifact)
  }</p>
${affected(finding, model)}</article>
`;
}

/** More values than these are folded away. */
const FEW = 8;

function valuesHtml(values: Finding["evidence"]["values"]): Markup {
  const items = Object.entries(values).map(([name, value]) =>
    markup`<div><dt>${name}</dt><dd>${value ?? "none"}</dd></div>`
  );
  if (items.length === 0) return markup``;
  const list = markup`<dl class="values">${items}</dl>
`;
  if (items.length <= FEW) return list;
  return markup`<details class="values-fold"><summary>${items.length} values</summary>
${list}</details>
`;
}

/** Claims by table; a table that is affected as a whole is one link. */
function affected({ affects }: Finding, { tableOf }: ReportModel): Markup {
  if (affects.length === 0) return markup``;
  const byTable = Map.groupBy(new Set(affects), (id) => tableOf.get(id));
  const items = [...byTable].map(([table, ids]) =>
    markup`<li>${table === undefined ? unknown(ids) : links(table, ids)}</li>`
  );
  return markup`<p class="facts">Bears on:</p><ul class="affects">${items}</ul>
`;
}

/** More links than these are folded away. */
const SHORT = 6;

function links(table: TableView, ids: readonly string[]): Markup {
  const whole = markup`<a href="#${table.anchor}">${table.label}</a>`;
  const total = table.claims.length;
  if (ids.length === total) return markup`${whole}: all ${total} numbers`;
  const each = listed(
    ids.map((id) =>
      markup`<a href="#${claimAnchor(id)}">${withoutTable(id)}</a>`
    ),
  );
  if (ids.length <= SHORT) return markup`${whole}: ${each}`;
  return markup`<details><summary>${table.label}: ${ids.length} of ${total} numbers</summary><p>${each}</p></details>`;
}

function withoutTable(id: string): string {
  return id.slice(id.indexOf("/") + 1);
}

function unknown(ids: readonly string[]): Markup {
  return markup`Not in this ledger: ${
    listed(ids.map((id) => markup`<code>${id}</code>`))
  }`;
}
