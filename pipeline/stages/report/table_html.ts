import { anchor } from "./anchor.ts";
import type { RowView, TableView } from "./arrange.ts";
import { artifactHtml } from "./artifact_html.ts";
import { blockersOf } from "./blockers.ts";
import { cellHtml } from "./cell_html.ts";
import { listed } from "./listed.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import type { ReportModel } from "./model.ts";
import { sentence } from "./sentence.ts";
import { statementsHtml } from "./statements_html.ts";
import { tally, tallyText } from "./tally.ts";

/** A section with one table of a paper, printed beside computed. */
export function tableHtml(table: TableView, model: ReportModel): Markup {
  const title = `${table.anchor}-title`;
  const caption = table.caption === ""
    ? ""
    : markup`<p class="caption">${table.caption}</p>
`;
  return markup`<section class="table" id="${table.anchor}">
<h3 id="${title}">${table.label}</h3>
${caption}${facts(table, model)}
${
    blockedNotes(table)
  }<div class="scroll" role="region" tabindex="0" aria-labelledby="${title}">
${table.columns.length === 0 ? statementsHtml(table) : grid(table)}
</div>
</section>
`;
}

function facts({ claims, anchor: own }: TableView, model: ReportModel): Markup {
  const routes = distinct(claims.map(({ route }) => route));
  const artifacts = distinct(claims.map(({ artifact }) => artifact));
  const findings = model.findings.filter(({ affects }) =>
    affects.some((id) => model.tableOf.get(id)?.anchor === own)
  );
  const links = findings.map(({ id, title }) =>
    markup`<a href="#${anchor("finding", id)}">${title}</a>`
  );
  const items = [
    markup`<li>${tallyText(tally(claims))}</li>`,
    routes.length === 0 ? "" : markup`<li>Route: ${routes.join(", ")}</li>`,
    artifacts.length === 0
      ? ""
      : markup`<li>Computed in ${listed(artifacts.map(artifactHtml))}</li>`,
    links.length === 0 ? "" : markup`<li>Findings: ${listed(links)}</li>`,
  ];
  return markup`<ul class="facts">${items}</ul>`;
}

function blockedNotes({ claims }: TableView): Markup {
  const notes = blockersOf(claims).map(({ id, missing, claims: own }) =>
    markup`<p class="blocked-note"><strong>${own.length} blocked:</strong> ${
      sentence(missing)
    } <a href="#${anchor("blocked", id)}">How to supply it</a></p>
`
  );
  return markup`${notes}`;
}

/** More columns than this do not fit beside the contents with both numbers in a row. */
const NARROW = 3;

function grid(table: TableView): Markup {
  const size = table.columns.length > NARROW ? "grid wide" : "grid";
  const heads = table.columns.map((column) =>
    markup`<th scope="col">${column}<span class="pair"><span class="printed">printed</span><span class="computed">computed</span></span></th>`
  );
  const groups = groupsOf(table.rows).map((rows) =>
    markup`<tbody>${headings(rows[0]!, heads.length + 1)}${
      rows.map(({ label, cells }) =>
        markup`
<tr><th scope="row">${label}</th>${
          cells.map((claims) => cellHtml(claims, table))
        }</tr>`
      )
    }
</tbody>
`
  );
  return markup`<table class="${size}">
<thead><tr><td></td>${heads}</tr></thead>
${groups}</table>`;
}

function headings(row: RowView, span: number): Markup {
  return markup`${
    row.headings.map((heading) =>
      markup`
<tr class="heading"><th scope="rowgroup" colspan="${span}">${heading}</th></tr>`
    )
  }`;
}

/** Rows from one heading to the next. */
function groupsOf(rows: readonly RowView[]): RowView[][] {
  const groups: RowView[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last === undefined || row.headings.length > 0) groups.push([row]);
    else last.push(row);
  }
  return groups;
}

function distinct<T>(values: readonly (T | null)[]): T[] {
  return [...new Set(values)].filter((value): value is T => value !== null);
}
