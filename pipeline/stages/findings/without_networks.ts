import { cellId } from "../../../data/ledger/cell.ts";
import type { Claim } from "../../../data/ledger/claim.ts";
import { claimStatus } from "../../../data/ledger/claim_status.ts";
import { printedText } from "../../../data/ledger/printed_text.ts";
import type { TableCell } from "../../../data/ledger/table.ts";

/**
 * The ledger as it would be without the user's networks: what they settle is
 * settled by the tables given, or not at all.
 *
 * Findings about the paper must not change with the networks that someone brings.
 *
 * @param tables Recomputed tables by id.
 */
export function withoutNetworks(
  ledger: readonly Claim[],
  tables: ReadonlyMap<string, readonly TableCell[]>,
): Claim[] {
  const values = new Map(
    [...tables].flatMap(([table, cells]) =>
      cells.map((cell) => [cellId({ ...cell, table }), cell.value])
    ),
  );
  return ledger.map((claim) => {
    if (claim.route !== "model") return claim;
    const computed = values.get(claim.id) ?? null;
    const { tolerance } = claim;
    const printed = {
      printed: printedText(claim),
      ...(tolerance !== undefined && { tolerance }),
    };
    return {
      ...claim,
      computed,
      status: computed === null ? "blocked" : claimStatus(computed, printed),
      route: computed === null ? null : "published-intermediate",
      artifact: null,
    };
  });
}
