import type { Claim } from "../../../data/ledger/claim.ts";
import { claimStatus } from "../../../data/ledger/claim_status.ts";

/** A claim's number as the paper prints it, such as `"0.90"`. */
export function printedText({ printed, decimals }: Claim): string {
  return printed.toFixed(decimals);
}

/** Whether a value comes out as a claim's printed number. */
export function prints(value: number, claim: Claim): boolean {
  return claimStatus(value, { printed: printedText(claim) }) === "exact";
}
