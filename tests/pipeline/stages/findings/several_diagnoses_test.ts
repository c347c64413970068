import assert from "node:assert/strict";
import { severalDiagnoses } from "../../../../pipeline/stages/findings/several_diagnoses.ts";
import { claimOf } from "../../../support/claims.ts";
import { censusOf, materialOf } from "../../../support/material.ts";

function material(printed: string): ReturnType<typeof materialOf> {
  const double = {
    image: "i",
    rater: "derm1",
    diagnoses: ["Acne", "Psoriasis"],
    discarded: false,
  };
  return materialOf({
    census: censusOf({
      several_diagnoses: [double, double, { ...double, discarded: true }],
    }),
    ledger: [
      claimOf("text/multiple_diagnoses//value", { printed, computed: 2 }),
      claimOf("text/evaluations_kept//value", { printed: "29", computed: 28 }),
    ],
  });
}

Deno.test("severalDiagnoses() counts undiscarded evaluations only", () => {
  const finding = severalDiagnoses(material("1"));
  assert.equal(
    finding?.statement,
    "The text says that 1 evaluation had several diagnoses and left the analysis. In the release 2 undiscarded evaluations have several.",
  );
  assert.deepEqual(finding?.affects, [
    "text/multiple_diagnoses/value",
    "text/evaluations_kept/value",
  ]);
});

Deno.test("severalDiagnoses() is silent where the text's number is right", () => {
  assert.equal(severalDiagnoses(material("2")), undefined);
});
