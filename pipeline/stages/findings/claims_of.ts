import type { Cell } from "../../../data/ledger/cell.ts";
import type { Claim } from "../../../data/ledger/claim.ts";

/** The claims whose names match; an absent name matches anything. */
export function claimsOf(
  ledger: readonly Claim[],
  where: Partial<Cell>,
): Claim[] {
  const names = Object.entries(where) as [keyof Cell, string][];
  return ledger.filter((claim) =>
    names.every(([name, value]) => claim[name] === value)
  );
}
