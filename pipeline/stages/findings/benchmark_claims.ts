import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";

/** Ids of the claims about what networks do: Tables 5 and 6. */
export function benchmarkClaims(
  { ledger }: Material,
  tables: readonly string[] = ["table5a", "table5b", "table6a", "table6b"],
): string[] {
  return tables.flatMap((table) => claimsOf(ledger, { table }))
    .map(({ id }) => id);
}
