import assert from "node:assert/strict";
import { pairwiseF1 } from "../../../../pipeline/stages/findings/pairwise_f1.ts";
import { claimOf } from "../../../support/claims.ts";
import { agreementOf, materialOf } from "../../../support/material.ts";

function material(min: string, max: string): ReturnType<typeof materialOf> {
  const pair = (accuracy: number, macro_f1: number) => ({
    raters: ["derm1", "derm2"] as [string, string],
    images: 10,
    accuracy,
    macro_f1,
  });
  return materialOf({
    agreement: agreementOf({ pairs: [pair(0.9, 0.875), pair(1, 0.95)] }),
    ledger: [
      claimOf("text/pairwise_f1_range//min", { printed: min, computed: 0.875 }),
      claimOf("text/pairwise_f1_range//max", { printed: max, computed: 0.95 }),
    ],
  });
}

Deno.test("pairwiseF1() gives the ranges that were found", () => {
  const finding = pairwiseF1(material("0.86", "1.0"));
  assert.equal(
    finding?.statement,
    "The text lets the pair-wise F1 of raters lie between 0.86 and 1.0 without defining it. Over 2 pairs of raters, macro F1 lies between 0.875 and 0.950 and the share of equal diagnoses lies between 0.900 and 1.000.",
  );
  assert.deepEqual(finding?.affects, [
    "text/pairwise_f1_range/min",
    "text/pairwise_f1_range/max",
  ]);
});

Deno.test("pairwiseF1() is silent where one reading gives both ends", () => {
  assert.equal(pairwiseF1(material("0.88", "0.95")), undefined);
  assert.equal(pairwiseF1(material("0.90", "1.0")), undefined);
  // Each end by another reading is no reading.
  assert.notEqual(pairwiseF1(material("0.88", "1.0")), undefined);
});
