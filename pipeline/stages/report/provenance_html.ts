import { CLAIM_ROUTES, CLAIM_STATUSES } from "../../../data/ledger/claim.ts";
import { graphSvg } from "../../engine/graph_svg.ts";
import { anchor } from "./anchor.ts";
import { auditSteps } from "./audit.ts";
import { ROUTE_MEANINGS, STATUS_MEANINGS } from "./legend.ts";
import { listed } from "./listed.ts";
import { markup, trusted } from "./markup.ts";
import type { Markup } from "./markup.ts";
import type { ReportModel } from "./model.ts";
import { capitalised, sentence } from "./sentence.ts";

/** What the words for statuses and routes mean. */
export function legendHtml(): Markup {
  const statuses = CLAIM_STATUSES.map((status) =>
    markup`<div><dt><span class="key fill-${status}" aria-hidden="true"></span>${status}</dt><dd>${
      STATUS_MEANINGS[status]
    }</dd></div>
`
  );
  const routes = CLAIM_ROUTES.map((route) =>
    markup`<div><dt>${route}</dt><dd>${ROUTE_MEANINGS[route]}</dd></div>
`
  );
  return markup`<dl class="legend">
${statuses}</dl>
<dl class="legend">
${routes}</dl>`;
}

/** What is missing, how to supply it, and which tables wait for it. */
export function blockersHtml({ blockers, tableOf }: ReportModel): Markup {
  if (blockers.length === 0) return markup`<p>Nothing is blocked.</p>`;
  const items = blockers.map(({ id, missing, supply, claims }) => {
    const byTable = Map.groupBy(claims, (claim) => tableOf.get(claim.id)!);
    const where = [...byTable].map(([table, own]) =>
      markup`${own.length} of ${table.claims.length} in <a href="#${table.anchor}">${table.label}</a>`
    );
    return markup`<div class="blocker" id="${anchor("blocked", id)}">
<h3>${capitalised(missing)}</h3>
<p>${sentence(`To supply it: ${supply}`)}</p>
<p class="facts">Blocks ${listed(where)}</p>
</div>
`;
  });
  return markup`${items}`;
}

/** The study's graph as a drawing. */
export function graphHtml({ params }: ReportModel): Markup {
  if (params.graph.nodes.length === 0) {
    return markup`<p>The study has no stages.</p>`;
  }
  const title = `Stages of the study ${params.study}`;
  const drawing = trusted(graphSvg(params.graph, { title, embedded: true }));
  return markup`<p>Each box is a stage; each arrow leads from a stage to one that reads its files.</p>
<div class="drawing" role="region" tabindex="0" aria-label="${title}">
${drawing}
</div>`;
}

/** Releases, commits and ids of what was read. */
export function sourcesHtml({ params }: ReportModel): Markup {
  if (params.sources.length === 0) {
    return markup`<p>The study reads no released data: it generates its own.</p>`;
  }
  const items = params.sources.map(({ release, commit, paths }) => {
    const rows = paths.map(({ path, id }) =>
      markup`
<tr><th scope="row"><code>${path}</code></th><td><code class="long">${id}</code></td></tr>`
    );
    return markup`<p>${release} at commit <code class="long">${commit}</code>. Each path is verified by its git id, recomputed from its bytes.</p>
<table class="pins"><thead><tr><th scope="col">Path</th><th scope="col">Git id</th></tr></thead>
<tbody>${rows}
</tbody></table>
`;
  });
  return markup`${items}`;
}

/** A list of names and values. */
export function factsHtml(
  facts: readonly (readonly [name: string, value: string])[],
): Markup {
  const items = facts.map(([name, value]) =>
    markup`<div><dt>${name}</dt><dd><code class="long">${value}</code></dd></div>
`
  );
  return markup`<dl class="facts-list">
${items}</dl>`;
}

/** Commands that make the report again, and ways to check it. */
export function reproduceHtml(model: ReportModel): Markup {
  const { params } = model;
  const steps = auditSteps(model).map(({ text, command }) =>
    markup`<div><dt>${text}</dt><dd><code>${command}</code></dd></div>
`
  );
  return markup`<p>From a clone of the project:</p>
<pre tabindex="0"><code>${params.commands.join("\n")}</code></pre>
<p>To audit the results without trusting this page:</p>
<dl class="steps">
${steps}</dl>`;
}
