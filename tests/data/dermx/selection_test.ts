import assert from "node:assert/strict";
import type { Annotation, Evaluation } from "../../../data/dermx/evaluation.ts";
import { selectionsOf } from "../../../data/dermx/selection.ts";

const PATHS = [[{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }]];

function evaluationOf(annotations: readonly Annotation[]): Evaluation {
  const size = { width: 8, height: 6 };
  return { image: "a", rater: "derm1", ...size, dataset: "d", annotations };
}

Deno.test("selectionsOf() counts a term once, at its first place, with all its attributes", () => {
  const evaluation = evaluationOf([
    { name: "Scale", attributes: ["White", "Thick"], paths: PATHS },
    { name: "Plaque", attributes: [], paths: PATHS },
    { name: "Scale", attributes: ["Red", "White"], paths: PATHS },
    { name: "Psoriasis", attributes: [], paths: undefined },
    { name: "Acne", attributes: [], paths: undefined },
  ]);

  assert.deepEqual(selectionsOf(evaluation), [
    {
      term: "Scale",
      position: 0,
      instances: 2,
      attributes: ["Red", "Thick", "White"],
    },
    { term: "Plaque", position: 1, instances: 1, attributes: [] },
    { term: "Psoriasis", position: 3, instances: 0, attributes: [] },
    { term: "Acne", position: 4, instances: 0, attributes: [] },
  ]);
});

Deno.test("selectionsOf() counts only outlines of a term that is a tag too", () => {
  const evaluation = evaluationOf([
    { name: "Scale", attributes: [], paths: undefined },
    { name: "Scale", attributes: ["White"], paths: PATHS },
  ]);

  assert.deepEqual(selectionsOf(evaluation), [
    { term: "Scale", position: 0, instances: 1, attributes: ["White"] },
  ]);
});

Deno.test("selectionsOf() returns nothing for an evaluation without annotations", () => {
  assert.deepEqual(selectionsOf(evaluationOf([])), []);
});
