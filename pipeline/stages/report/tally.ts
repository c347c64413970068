import {
  type Claim,
  CLAIM_STATUSES,
  type ClaimStatus,
} from "../../../data/ledger/claim.ts";

/** How many claims came out in each way. */
export type Tally = Readonly<Record<ClaimStatus, number>> & {
  /** All of them. */
  readonly total: number;
};

/** Counts claims by status. */
export function tally(claims: readonly Claim[]): Tally {
  const counts = { exact: 0, close: 0, differs: 0, blocked: 0 };
  for (const { status } of claims) counts[status]++;
  return { ...counts, total: claims.length };
}

/** A tally in words, without what did not occur: "94 exact, 2 differ". */
export function tallyText(counts: Tally): string {
  const parts = CLAIM_STATUSES.flatMap((status) => {
    const count = counts[status];
    const word = status === "differs" && count !== 1 ? "differ" : status;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return parts.length === 0 ? "no numbers" : parts.join(", ");
}
