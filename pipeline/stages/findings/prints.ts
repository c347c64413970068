import type { Claim } from "../../../data/ledger/claim.ts";
import { claimStatus } from "../../../data/ledger/claim_status.ts";
import { printedText } from "../../../data/ledger/printed_text.ts";

/** Whether a value comes out as a claim's printed number. */
export function prints(value: number, claim: Claim): boolean {
  return claimStatus(value, { printed: printedText(claim) }) === "exact";
}
