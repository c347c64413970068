import { cellId } from "../../data/ledger/cell.ts";
import type { Claim } from "../../data/ledger/claim.ts";
import { claimStatus } from "../../data/ledger/claim_status.ts";
import { decimalsOf } from "../../data/ledger/printed_number.ts";

/**
 * A claim of the dataset paper; blocked without a computed value.
 *
 * @param place Table, row, column and statistic, as in `"table5a/Acne/f1/mean"`.
 */
export function claimOf(
  place: string,
  { printed, computed }: {
    readonly printed: string;
    readonly computed?: number;
  },
): Claim {
  const [table = "", row = "", column = "", statistic = ""] = place.split("/");
  const claim = {
    id: cellId({ table, row, column, statistic }),
    source: "dataset-paper",
    table,
    row,
    column,
    statistic,
    printed: Number(printed),
    decimals: decimalsOf(printed),
  };
  if (computed === undefined) {
    const blocked_by = { id: "x", missing: "the x", supply: "bring it" };
    return {
      ...claim,
      computed: null,
      status: "blocked",
      route: null,
      artifact: null,
      blocked_by,
    };
  }
  return {
    ...claim,
    computed,
    status: claimStatus(computed, { printed }),
    route: "raw",
    artifact: `node/${table}.csv`,
  };
}
