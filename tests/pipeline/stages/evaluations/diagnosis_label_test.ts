import assert from "node:assert/strict";
import { diagnosisLabel } from "../../../../pipeline/stages/evaluations/diagnosis_label.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

Deno.test("diagnosisLabel() settles several diagnoses by its rule", () => {
  const evaluation = evaluationOf("derm1 a", [
    "Plaque",
    "Psoriasis",
    "Acne",
    "Scale",
    "Vitiligo",
  ]);

  assert.equal(diagnosisLabel(evaluation, "alphabetically-first"), "Acne");
  assert.equal(diagnosisLabel(evaluation, "first-in-file"), "Psoriasis");
  assert.equal(diagnosisLabel(evaluation, "last-in-file"), "Vitiligo");
});

Deno.test("diagnosisLabel() goes by the position in the file, not by the order of the rows", () => {
  const { selections, ...rest } = evaluationOf("derm1 a", [
    "Psoriasis",
    "Acne",
  ]);
  const evaluation = { ...rest, selections: selections.toReversed() };

  assert.equal(diagnosisLabel(evaluation, "first-in-file"), "Psoriasis");
  assert.equal(diagnosisLabel(evaluation, "last-in-file"), "Acne");
});

Deno.test("diagnosisLabel() is undefined without a diagnosis", () => {
  assert.equal(
    diagnosisLabel(evaluationOf("derm1 a", ["Plaque"]), "alphabetically-first"),
    undefined,
  );
});
