import assert from "node:assert/strict";
import type { Claim } from "../../../../data/ledger/claim.ts";
import { table5RowNames } from "../../../../pipeline/stages/findings/table5_row_names.ts";
import { claimOf } from "../../../support/claims.ts";
import { evidenceModel } from "../../../support/evidence_model.ts";
import { materialOf } from "../../../support/material.ts";

const EVIDENCE = {
  images: 50,
  classes: [
    { actual: "Acne", predicted: "Acne" },
    { actual: "Warts", predicted: "Vitiligo" },
    { actual: "Vitiligo", predicted: "Warts" },
  ],
  models: [evidenceModel("net")],
};

/** Claims whose computed values are named after the columns. */
function ledger(printed: { warts: string; vitiligo: string }): Claim[] {
  return [
    claimOf("table5a/Acne/f1/mean", { printed: "0.50", computed: 0.5 }),
    claimOf("table5a/Warts/f1/mean", {
      printed: printed.warts,
      computed: 0.15,
    }),
    claimOf("table5a/Vitiligo/f1/mean", {
      printed: printed.vitiligo,
      computed: 0.04,
    }),
  ];
}

Deno.test("table5RowNames() reports rows that are named after predictions", () => {
  const finding = table5RowNames(materialOf({
    evidence: EVIDENCE,
    ledger: ledger({ warts: "0.15", vitiligo: "0.04" }),
  }));
  assert.equal(
    finding?.statement,
    "In Table 5a the row named Vitiligo scores the images of Warts and the row named Warts scores the images of Vitiligo. Named so, 2 of 2 numbers in these rows come out as printed; named after the images, 0 do.",
  );
  assert.deepEqual(finding?.evidence.values, {
    numbers: 2,
    exact_named_by_prediction: 2,
    exact_named_by_image: 0,
  });
  assert.deepEqual(finding?.affects, [
    "table5a/Warts/f1_mean",
    "table5a/Vitiligo/f1_mean",
  ]);
});

Deno.test("table5RowNames() is silent where the rows are named after the images", () => {
  const material = materialOf({
    evidence: EVIDENCE,
    ledger: ledger({ warts: "0.04", vitiligo: "0.15" }),
  });
  assert.equal(table5RowNames(material), undefined);
});
