import type { Claim, ClaimStatus } from "../../data/ledger/claim.ts";
import { readIfThere } from "../engine/files.ts";

/** How many claims of a study have which status. */
export type LedgerCounts = Readonly<Record<ClaimStatus, number>>;

/** Counts the claims of a ledger, or gives `undefined` where there is none. */
export async function ledgerCounts(
  path: string,
): Promise<LedgerCounts | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const counts = { exact: 0, close: 0, differs: 0, blocked: 0 };
  for (const { status } of JSON.parse(text) as Claim[]) counts[status]++;
  return counts;
}
