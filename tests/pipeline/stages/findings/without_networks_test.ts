import assert from "node:assert/strict";
import type { Claim } from "../../../../data/ledger/claim.ts";
import { withoutNetworks } from "../../../../pipeline/stages/findings/without_networks.ts";
import { claimOf } from "../../../support/claims.ts";

function byModel(place: string): Claim {
  const claim = claimOf(place, { printed: "0.53", computed: 0.1 });
  return { ...claim, route: "model", artifact: "printed_tables/x.csv" };
}

Deno.test("withoutNetworks() settles by the tables what networks settled", () => {
  const raw = claimOf("table2a/Acne/f1/mean", {
    printed: "0.9",
    computed: 0.9,
  });
  const cell = { row: "Acne", column: "f1", statistic: "mean", value: 0.528 };
  const found = withoutNetworks(
    [raw, byModel("table5a/Acne/f1/mean"), byModel("table6a/Union/f1/mean")],
    new Map([["table5a", [cell]], ["table2a", [{ ...cell, value: 0 }]]]),
  );
  assert.equal(found[0], raw);
  assert.deepEqual(
    found.slice(1).map(({ computed, status, route }) => [
      computed,
      status,
      route,
    ]),
    [
      [0.528, "exact", "published-intermediate"],
      [null, "blocked", null],
    ],
  );
});
