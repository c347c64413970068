import assert from "node:assert/strict";
import { readingScores } from "../../../../pipeline/stages/rater_diagnoses/reading_scores.ts";
import type { DiagnosisReading } from "../../../../pipeline/stages/rater_diagnoses.ts";
import type { ImageRow } from "../../../../pipeline/stages/evaluations/read_images.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

function imageOf(image: string, diagnosis: string): [string, ImageRow] {
  return [image, {
    image,
    file: "",
    original_file: "",
    dataset: "",
    diagnosis,
    skin_tone: "",
    age: "",
  }];
}

const IMAGES = new Map([
  imageOf("a", "Acne"),
  imageOf("b", "Acne"),
  imageOf("c", "Psoriasis"),
]);

const EVALUATIONS = [
  evaluationOf("r2 a", ["Acne"]),
  evaluationOf("r1 a", ["Acne"]),
  evaluationOf("r1 b", ["Low-quality"]),
  evaluationOf("r1 c", ["Psoriasis", "Acne"]),
  evaluationOf("r1 x", ["Acne"]),
];

function scoresOf(
  evaluations: DiagnosisReading["evaluations"],
  label: DiagnosisReading["label"],
): readonly (readonly [rater: string, n: number, f1: number])[] {
  const { raters } = readingScores(EVALUATIONS, {
    reading: { evaluations, label },
    images: IMAGES,
    diagnoses: ["Acne", "Psoriasis"],
  });
  return raters.map(({ rater, evaluations, macro_f1 }) => [
    rater,
    evaluations,
    macro_f1,
  ]);
}

Deno.test("readingScores() counts an evaluation without a diagnosis as a miss", () => {
  // Of Acne one hit and one miss: 2 / 3. Of Psoriasis one hit: 1. Of r2 only Acne is hit.
  assert.deepEqual(scoresOf("all", "first-in-file"), [
    ["r1", 3, (2 / 3 + 1) / 2],
    ["r2", 1, 0.5],
  ]);
});

Deno.test("readingScores() takes the evaluations and the diagnosis that the reading names", () => {
  assert.deepEqual(scoresOf("some-diagnosis", "first-in-file"), [
    ["r1", 2, 1],
    ["r2", 1, 0.5],
  ]);
  // Acne of the image with psoriasis: one hit, one false alarm.
  assert.deepEqual(scoresOf("some-diagnosis", "last-in-file"), [
    ["r1", 2, (2 / 3) / 2],
    ["r2", 1, 0.5],
  ]);
});

Deno.test("readingScores() averages over raters, if there are any", () => {
  const options = {
    reading: { evaluations: "some-diagnosis", label: "first-in-file" },
    images: IMAGES,
    diagnoses: ["Acne", "Psoriasis"],
  } as const;
  assert.equal(readingScores(EVALUATIONS, options).macro_f1, 0.75);
  assert.equal(readingScores([], options).macro_f1, null);
});
