import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";

/** Ids of the framework paper's claims about what its networks do. */
export function networkClaims(
  { ledger }: Material,
  rows: readonly string[] = [
    "diagnosis_f1",
    "identification_f1",
    "localisation_f1",
  ],
): string[] {
  return rows.flatMap((row) => claimsOf(ledger, { table: "framework", row }))
    .filter(({ statistic }) => statistic !== "dermatologists")
    .map(({ id }) => id);
}
