import assert from "node:assert/strict";
import { raterDiagnosisF1 } from "../../../../pipeline/stages/findings/rater_diagnosis_f1.ts";
import type { ReadingScores } from "../../../../pipeline/stages/rater_diagnoses/reading_scores.ts";
import { FRAMEWORK_CLAIMS } from "../../../support/framework_claims.ts";
import { materialOf } from "../../../support/material.ts";

function scores(...values: readonly (number | null)[]): ReadingScores[] {
  return values.map((macro_f1, i) => ({
    evaluations: i === 0 ? "all" : "one-diagnosis",
    label: i < 2 ? "first-in-file" : "last-in-file",
    macro_f1,
    raters: [{ rater: "r1", evaluations: 4, macro_f1: 0.5 }],
  }));
}

function statementOf(...values: readonly (number | null)[]): string {
  const found = raterDiagnosisF1(materialOf({
    ledger: FRAMEWORK_CLAIMS,
    raterDiagnoses: scores(...values),
  }));
  assert.deepEqual(found?.affects, ["framework/diagnosis_f1/dermatologists"]);
  return found.statement;
}

Deno.test("raterDiagnosisF1() says between which values the readings lie", () => {
  assert.match(
    statementOf(0.75, 0.625, 0.9375),
    /"all" the mean over 1 rater is 0\.750; by 2 other readings it lies between 0\.625 and 0\.938, and none of them reads as printed\.$/,
  );
  assert.match(statementOf(0.75, 0.872, 0.5, null), /, and 1 of them read as/);
});

Deno.test("raterDiagnosisF1() is silent where the study's reading prints, or nothing is scored", () => {
  const ledger = FRAMEWORK_CLAIMS;
  for (const raterDiagnoses of [scores(0.871, 0.5), scores(0.5), []]) {
    const material = materialOf({ ledger, raterDiagnoses });
    assert.equal(raterDiagnosisF1(material), undefined);
  }
  assert.equal(raterDiagnosisF1(materialOf({ ledger })), undefined);
});
