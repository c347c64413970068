import assert from "node:assert/strict";
import { outlinesByPair } from "../../../../pipeline/stages/fusion/outlines_by_pair.ts";
import type { MaskEntry } from "../../../../pipeline/stages/masks/mask_index.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

function entry(name: string): MaskEntry {
  const [image, rater, characteristic] = name.split(" ") as [
    string,
    string,
    string,
  ];
  const place = { width: 4, height: 3, firstRun: 0, runs: 0, area: 0 };
  return { image, rater, characteristic, ...place };
}

Deno.test("outlinesByPair() groups the outlines of the evaluations given, sorted", () => {
  const entries = [
    "b r1 Scale",
    "a r1 Scale",
    "a r1 Plaque",
    "a r2 Plaque",
    "a r3 Plaque",
    "a r3 Patch",
    "B r1 Scale",
  ].map(entry);
  const evaluations = ["r1 a", "r2 a", "r1 b", "r2 b", "r1 B"]
    .map((name) => evaluationOf(name, []));

  const names = outlinesByPair(entries, evaluations).map((outlines) =>
    outlines.map(({ image, rater, characteristic }) =>
      `${image} ${rater} ${characteristic}`
    )
  );
  assert.deepEqual(names, [
    ["B r1 Scale"],
    ["a r1 Plaque", "a r2 Plaque"],
    ["a r1 Scale"],
    ["b r1 Scale"],
  ]);
});

Deno.test("outlinesByPair() tells apart names that read alike side by side", () => {
  const entries = [entry("a r1 b"), { ...entry("a r1 b"), image: "a b" }];
  const evaluations = [evaluationOf("r1 a", [])];
  const spaced = { ...evaluations[0]!, image: "a b" };

  assert.equal(outlinesByPair(entries, [...evaluations, spaced]).length, 2);
});
