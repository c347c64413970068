import assert from "node:assert/strict";
import type { CountedEvaluation } from "../../../../pipeline/stages/release_counts/counted_evaluation.ts";
import { partCounts } from "../../../../pipeline/stages/release_counts/part_counts.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

/** An evaluation that outlines each of its characteristics so many times. */
function counted(
  name: string,
  terms: readonly string[],
  { instances = 0, ...counts }: {
    readonly instances?: number;
    readonly dataset?: string;
    readonly annotations?: number;
    readonly paths?: number;
    readonly vertices?: number;
  },
): CountedEvaluation {
  const evaluation = evaluationOf(name, terms);
  return {
    ...evaluation,
    selections: evaluation.selections.map((selection) => ({
      ...selection,
      instances: selection.kind === "localisable" ? instances : 0,
    })),
    dataset: "first",
    annotations: 0,
    paths: 0,
    vertices: 0,
    ...counts,
  };
}

const evaluations = [
  counted("r1 a", ["Plaque", "Scale", "Acne"], {
    instances: 2,
    annotations: 5,
    paths: 6,
    vertices: 30,
  }),
  counted("r2 a", ["Acne", "Psoriasis"], { annotations: 2 }),
  counted("r1 b", ["Scale", "Low-quality"], {
    instances: 1,
    annotations: 2,
    paths: 1,
    vertices: 4,
  }),
  counted("r1 x", [], { dataset: "second" }),
];

Deno.test("partCounts() counts what a part of a release has", () => {
  const cells = partCounts(evaluations, {
    name: "part",
    described: new Map([["a", {}], ["b", {}]]),
    terms: ["Scale", "Nodule"],
  });

  assert.deepEqual(new Set(cells.map(({ row }) => row)), new Set(["part"]));
  assert.deepEqual(
    cells.map(({ column, statistic, value }) =>
      `${column} ${statistic} ${value}`
    ),
    [
      "raters count 2",
      "evaluations all 4",
      "evaluations undiscarded 3",
      "evaluations some-diagnosis 2",
      "evaluations one-diagnosis 1",
      "images all 3",
      "images undiscarded 2",
      "images some-diagnosis 1",
      "images one-diagnosis 1",
      "images_without_metadata count 1",
      "evaluations_per_image min 1",
      "evaluations_per_image max 2",
      "evaluations_per_rater min 1",
      "evaluations_per_rater max 3",
      "evaluations_of_dataset first 3",
      "evaluations_of_dataset second 1",
      "evaluations_selecting Scale 2",
      "evaluations_selecting Nodule 0",
      "annotations count 9",
      "outlined_annotations count 5",
      "outlines count 3",
      "paths count 7",
      "vertices count 34",
    ],
  );
});

Deno.test("partCounts() has no smallest or largest of nothing", () => {
  const cells = partCounts([], {
    name: "none",
    described: new Map(),
    terms: [],
  });

  assert.ok(cells.every(({ value }) => value === 0));
  assert.ok(cells.every(({ statistic }) => statistic !== "min"));
});
