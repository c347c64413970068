import type { Claim, Missing } from "../../../data/ledger/claim.ts";

/** Something that is missing, and the claims that wait for it. */
export interface Blocker extends Missing {
  /** The claims that it blocks. */
  readonly claims: readonly Claim[];
}

/** What blocks claims, in the order in which the ledger first names it. */
export function blockersOf(claims: readonly Claim[]): Blocker[] {
  const blocked = Map.groupBy(
    claims.filter(({ status }) => status === "blocked"),
    ({ blocked_by }) => blocked_by?.id ?? "unknown",
  );
  return [...blocked].map(([id, own]) => ({
    id,
    missing: own[0]!.blocked_by?.missing ??
      "The ledger does not say what is missing",
    supply: own[0]!.blocked_by?.supply ?? "Ask the stage that wrote the ledger",
    claims: own,
  }));
}
