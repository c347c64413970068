import { CLAIM_ROUTES, CLAIM_STATUSES } from "../../../data/ledger/claim.ts";
import type { Claim } from "../../../data/ledger/claim.ts";
import { bannerOf, reportKind } from "./banner.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import type { ReportModel } from "./model.ts";
import { tally } from "./tally.ts";
import type { Tally } from "./tally.ts";

/** The head of the page: title, verdict and counts by status and route. */
export function summaryHtml(model: ReportModel): Markup {
  const { params, claims, papers } = model;
  const references = papers.map(({ layout }) =>
    layout.reference === ""
      ? ""
      : markup`<p class="reference"><cite>${layout.title}</cite>. ${layout.reference}</p>
`
  );
  const warning = bannerOf(params.data);
  const banner = warning === undefined
    ? ""
    : markup`<p class="banner"><strong>${warning.title}</strong> ${warning.text}</p>
`;
  const caution = model.caution === null
    ? ""
    : markup`<p class="banner"><strong>Caution.</strong> ${model.caution}</p>
`;
  return markup`<header class="summary">
<p class="study">${
    reportKind(params.data)
  } of the study <code>${params.study}</code></p>
<h1>${params.title}</h1>
${references}${banner}${caution}<p class="verdict">${model.verdict}</p>
${
    model.hasLedger
      ? markup`${bar(tally(claims))}
${counts(claims)}
`
      : ""
  }</header>
`;
}

const BAR_WIDTH = 1000;

/** A picture of the counts that stand in the table below it. */
function bar(counts: Tally): Markup {
  let x = 0;
  const parts = CLAIM_STATUSES.flatMap((status) => {
    if (counts[status] === 0) return [];
    const start = x;
    x += BAR_WIDTH * counts[status] / counts.total;
    return [
      markup`<rect class="fill-${status}" x="${start.toFixed(2)}" width="${
        (x - start).toFixed(2)
      }" height="10"/>`,
    ];
  });
  return markup`<svg class="bar" aria-hidden="true" viewBox="0 0 ${BAR_WIDTH} 10" preserveAspectRatio="none" width="${BAR_WIDTH}" height="10">${parts}</svg>`;
}

function counts(claims: readonly Claim[]): Markup {
  const heads = CLAIM_STATUSES.map((status) =>
    markup`<th scope="col"><span class="key fill-${status}" aria-hidden="true"></span>${status}</th>`
  );
  const rows = [...CLAIM_ROUTES, null].flatMap((route) => {
    const own = claims.filter((claim) => claim.route === route);
    return own.length === 0 ? [] : [countRow(route ?? "none (blocked)", own)];
  });
  return markup`<table class="counts">
<caption class="vh">Numbers by route and status</caption>
<thead><tr><th scope="col">Route</th>${heads}<th scope="col">all</th></tr></thead>
<tbody>${rows}
</tbody>
<tfoot>${countRow("all routes", claims)}
</tfoot>
</table>`;
}

function countRow(name: string, claims: readonly Claim[]): Markup {
  const own = tally(claims);
  const cells = CLAIM_STATUSES.map((status) =>
    own[status] === 0
      ? markup`<td class="zero">0</td>`
      : markup`<td>${own[status]}</td>`
  );
  return markup`
<tr><th scope="row">${name}</th>${cells}<td>${own.total}</td></tr>`;
}
