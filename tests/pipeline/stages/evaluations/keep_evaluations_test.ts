import assert from "node:assert/strict";
import {
  keepEvaluations,
  type KeepingRule,
} from "../../../../pipeline/stages/evaluations/keep_evaluations.ts";
import type { ImageRow } from "../../../../pipeline/stages/evaluations/read_images.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

const IMAGE: ImageRow = {
  image: "a",
  file: "a.jpeg",
  original_file: "a.jpeg",
  dataset: "SD-260",
  diagnosis: "Acne",
  skin_tone: "light",
  age: "adult",
};

const EVALUATIONS = [
  ["plain", ["Plaque", "Acne"]],
  ["afterwards", ["Acne", "Other-disease"]],
  ["before", ["Other-disease", "Acne"]],
  ["blurred", ["Low-quality", "Psoriasis"]],
  ["other", ["Other-disease"]],
  ["silent", ["Plaque"]],
  ["both", ["Psoriasis", "Acne"]],
].map(([rater, terms]) => evaluationOf(`${rater} a`, terms as string[]));

const UNKNOWN = evaluationOf("plain unknown", ["Acne"]);

function kept(rule: KeepingRule): string[] {
  const images = new Map([["a", IMAGE]]);
  return keepEvaluations([...EVALUATIONS, UNKNOWN], { rule, images })
    .map(({ rater, image }) => image === "a" ? rater : image);
}

Deno.test("keepEvaluations() keeps those whose first choice is a diagnosis, of whatever quality", () => {
  assert.deepEqual(kept("first-tag-is-diagnosis"), [
    "plain",
    "afterwards",
    "blurred",
    "both",
    "unknown",
  ]);
});

Deno.test("keepEvaluations() goes by places in the file, not by the order of the list", () => {
  const { selections, ...rest } = evaluationOf("r a", [
    "Acne",
    "Other-disease",
  ]);
  const turned = { ...rest, selections: selections.toReversed() };
  const options = {
    rule: "first-tag-is-diagnosis",
    images: new Map(),
  } as const;

  assert.deepEqual(keepEvaluations([turned], options), [turned]);
});

Deno.test("keepEvaluations() keeps those that have the gold diagnosis among theirs", () => {
  assert.deepEqual(kept("gold-diagnosis"), [
    "plain",
    "afterwards",
    "before",
    "both",
  ]);
});

Deno.test("keepEvaluations() knows the sets of the dataset paper", () => {
  assert.deepEqual(kept("some-diagnosis"), ["plain", "both", "unknown"]);
  assert.deepEqual(kept("one-diagnosis"), ["plain", "unknown"]);
  assert.equal(kept("all").length, 8);
});
