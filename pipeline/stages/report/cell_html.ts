import type { Claim } from "../../../data/ledger/claim.ts";
import { printedText } from "../../../data/ledger/printed_text.ts";
import { claimAnchor } from "./anchor.ts";
import type { TableView } from "./arrange.ts";
import { blockersOf } from "./blockers.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { cellSeparator, computedText, differenceText } from "./numbers.ts";
import { sentence } from "./sentence.ts";

/** A cell of a table: the printed number, the computed one, and how they compare. */
export function cellHtml(claims: readonly Claim[], table: TableView): Markup {
  if (claims.length === 0) return markup`<td></td>`;
  const classes = [...new Set(claims.map(({ status }) => status))].join(" ");
  const printed = claims.map(printedText).join(cellSeparator(claims));
  return markup`<td class="${classes}"${
    reason(claims)
  }><span class="pair"><span class="printed">${printed}</span><span class="computed">${
    computedHtml(claims)
  }</span>${outcome(claims, table)}</span></td>`;
}

/** A cell's computed number; the part of each claim carries the claim's anchor. */
export function computedHtml(claims: readonly Claim[]): Markup {
  if (claims.every(({ status }) => status === "blocked")) {
    return markup`${
      claims.map(({ id }, i) =>
        markup`<span id="${claimAnchor(id)}">${i === 0 ? "blocked" : ""}</span>`
      )
    }`;
  }
  const between = cellSeparator(claims);
  return markup`${
    claims.map((claim, i) => [i === 0 ? "" : between, numberHtml(claim)])
  }`;
}

function numberHtml(claim: Claim): Markup {
  const { id, status, computed } = claim;
  if (computed === null) {
    return markup`<span id="${claimAnchor(id)}">blocked</span>`;
  }
  return markup`<data id="${
    claimAnchor(id)
  }" class="is-${status}" value="${computed}" title="${computed}">${
    computedText(claim)
  }</data>`;
}

/** A tick, or for each claim that is not exact, in words, by how much. */
function outcome(claims: readonly Claim[], table: TableView): Markup {
  if (claims.every(({ status }) => status === "exact")) {
    return markup`<span class="mark"><span aria-hidden="true">✓</span><span class="vh">exact</span></span>`;
  }
  const notes = claims.flatMap((claim) => {
    if (claim.status !== "close" && claim.status !== "differs") return [];
    const name = claims.length > 1 ? `${table.labelOf(claim.statistic)} ` : "";
    return [
      markup`<span class="note">${name}${claim.status} ${
        differenceText(claim)
      }</span>`,
    ];
  });
  return markup`${notes}`;
}

/** Why there is no number, as a tooltip; the notes above the table say it to all. */
function reason(claims: readonly Claim[]): Markup {
  const [blocker] = blockersOf(claims);
  if (blocker === undefined) return markup``;
  return markup` title="${sentence(blocker.missing)} ${
    sentence(`To supply it: ${blocker.supply}`)
  }"`;
}
