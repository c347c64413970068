import assert from "node:assert/strict";
import { labelImages } from "../../../../pipeline/stages/labels/label_images.ts";
import { evaluationOf, outlining } from "../../../support/evaluations.ts";

const EVALUATIONS = [
  outlining(evaluationOf("r1 b", ["Plaque", "Acne"])),
  outlining(evaluationOf("r2 b", ["Plaque", "Scale", "Acne"])),
  outlining(evaluationOf("r3 b", ["Scar", "Other-disease"])),
  // A tag, which is no outline.
  evaluationOf("r4 b", ["Scar", "Acne"]),
  outlining(evaluationOf("r1 a", ["Scale", "Other-disease"])),
];
const OPTIONS = {
  characteristics: ["Plaque", "Scale", "Scar"],
  rule: "first-tag-is-diagnosis",
  images: new Map(),
} as const;

Deno.test("labelImages() takes the word of any evaluation that counts", () => {
  assert.deepEqual(labelImages(EVALUATIONS, { ...OPTIONS, least: 1 }), [
    { image: "a", kept: 0, present: [false, false, false] },
    { image: "b", kept: 3, present: [true, true, false] },
  ]);
});

Deno.test("labelImages() takes the word of no fewer than are asked for", () => {
  const [, b] = labelImages(EVALUATIONS, { ...OPTIONS, least: 2 });

  assert.deepEqual(b?.present, [true, false, false]);
});
