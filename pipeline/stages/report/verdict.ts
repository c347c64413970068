import {
  type Claim,
  CLAIM_ROUTES,
  type ClaimRoute,
} from "../../../data/ledger/claim.ts";
import { listed } from "../prose/listed.ts";
import { bannerOf } from "./banner.ts";
import { checksText } from "./checks_text.ts";
import type { ReportData } from "./model.ts";
import { tally } from "./tally.ts";

const ROUTE_PHRASES: Readonly<Record<ClaimRoute, string>> = {
  "raw": "from raw data",
  "published-intermediate": "from published intermediates",
  "model": "by running a network",
};

/** The outcome in a sentence on the claims, if there is a ledger, and one on the checks. */
export function verdict(data: ReportData): string {
  const { params, claims, exhibits } = data;
  const checks = exhibits?.checks ?? [];
  const onChecks = checks.length === 0 ? [] : [checksText(checks)];
  if (claims !== undefined) {
    return [claimsVerdict(params, claims), ...onChecks].join(" ");
  }
  const start = bannerOf(params.data)?.verdict ?? [];
  return onChecks.length === 0
    ? "The study compares nothing."
    : [start, ...onChecks].flat().join(" ");
}

function claimsVerdict(
  params: ReportData["params"],
  claims: readonly Claim[],
): string {
  const { exact, close, differs, blocked, total } = tally(claims);
  if (total === 0) return "The ledger has no claims, so nothing was compared.";
  const differing = differs === 0 && blocked < total
    ? ["none differs"]
    : some(differs, differs === 1 ? "differs" : "differ");
  const outcomes = [
    `${exact} ${exact === 1 ? "comes" : "come"} out exactly`,
    ...some(
      close,
      close === 1 ? "within its tolerance" : "within their tolerance",
    ),
    ...differing,
    ...some(blocked, blocked === 1 ? "is blocked" : "are blocked"),
  ];
  const routes = CLAIM_ROUTES.flatMap((route) => {
    const count = claims.filter((claim) => claim.route === route).length;
    return count === 0 ? [] : [`${count} ${ROUTE_PHRASES[route]}`];
  });
  const how = routes.length === 0
    ? ""
    : `; ${listed(routes)} ${
      total - blocked === 1 ? "was" : "were"
    } recomputed`;
  const papers = new Set(claims.map(({ source }) => source)).size;
  const numbers = `${total} ${total === 1 ? "number" : "numbers"}`;
  const banner = bannerOf(params.data);
  const start = banner === undefined ? "Of" : `${banner.verdict} of`;
  const who = params.data === "generated"
    ? "expected"
    : `that the ${papers === 1 ? "paper prints" : "papers print"}`;
  return `${start} the ${numbers} ${who}, ${listed(outcomes)}${how}.`;
}

/** A phrase with its count, unless there is nothing to count. */
function some(count: number, phrase: string): string[] {
  return count === 0 ? [] : [`${count} ${phrase}`];
}
