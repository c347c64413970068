import type { Claim } from "../../../data/ledger/claim.ts";
import { printedText } from "../../../data/ledger/printed_text.ts";
import { anchor } from "./anchor.ts";
import type { TableView } from "./arrange.ts";
import { computedHtml } from "./cell_html.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { differenceText } from "./numbers.ts";

/** The statements of a paper's text: one row a number. */
export function statementsHtml(table: TableView): Markup {
  const heads = ["Statement", "Quantity", "Printed", "Computed", "Outcome"]
    .map((name) => markup`<th scope="col">${name}</th>`);
  const groups = table.rows.map(({ label, cells }) => {
    const claims = cells.flat();
    const head =
      markup`<th scope="rowgroup" rowspan="${claims.length}">${label}</th>`;
    return markup`<tbody>${
      claims.map((claim, i) =>
        markup`
<tr>${i === 0 ? head : ""}<td>${
          table.labelOf(claim.statistic)
        }</td><td class="number">${
          printedText(claim)
        }</td><td class="number ${claim.status}">${
          computedHtml([claim])
        }</td><td class="${claim.status}">${outcome(claim)}</td></tr>`
      )
    }
</tbody>
`;
  });
  return markup`<table class="list">
<thead><tr>${heads}</tr></thead>
${groups}</table>`;
}

function outcome(claim: Claim): Markup {
  const { status, blocked_by: blocker } = claim;
  if (status === "exact") {
    return markup`<span aria-hidden="true">✓ </span>exact`;
  }
  if (status !== "blocked") {
    return markup`<strong>${status}</strong> ${differenceText(claim)}`;
  }
  if (blocker === undefined) return markup`blocked`;
  return markup`blocked: <a href="#${
    anchor("blocked", blocker.id)
  }">${blocker.missing}</a>`;
}
