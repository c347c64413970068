import assert from "node:assert/strict";
import { diagnosisF1 } from "../../../../pipeline/stages/measures/diagnosis_f1.ts";

/** Samples from pairs of answer and gold standard, such as `"ab"`. */
function samplesOf(...pairs: readonly string[]) {
  return pairs.map(([answer = "", gold = ""]) => ({ answer, gold }));
}

Deno.test("diagnosisF1() averages over the diagnoses that occur", () => {
  // a: 2 of 2 found, once wrongly: 4/5. b: 1 of 2: 2/3. c: never there, never said.
  const samples = samplesOf("aa", "aa", "ab", "bb");
  const f1 = (average: "macro" | "weighted" | "accuracy") =>
    diagnosisF1(samples, { average });

  assert.equal(f1("macro"), (2 / 3 + 4 / 5) / 2);
  assert.equal(f1("accuracy"), 3 / 4);
  // As many images of either, so that weights do not matter.
  assert.equal(f1("weighted"), f1("macro"));
});

Deno.test("diagnosisF1() weights a diagnosis by the images that have it", () => {
  const samples = samplesOf("aa", "aa", "aa", "bc");

  // a has F1 1 and three images; c has F1 0 and one; b, which is only said, has none.
  assert.equal(diagnosisF1(samples, { average: "weighted" }), 3 / 4);
  assert.equal(diagnosisF1(samples, { average: "macro" }), 1 / 3);
});

Deno.test("diagnosisF1() is undefined without images", () => {
  for (const average of ["macro", "weighted", "accuracy"] as const) {
    assert.equal(diagnosisF1([], { average }), undefined);
  }
});
