import assert from "node:assert/strict";
import type { CensusParams } from "../../../../pipeline/stages/census.ts";
import {
  imagesByDiagnosis,
  imagesBySource,
} from "../../../../pipeline/stages/census/image_tables.ts";
import { statements } from "../../../../pipeline/stages/census/statements.ts";
import type { ImageRow } from "../../../../pipeline/stages/evaluations/read_images.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

const evaluations = [
  evaluationOf("derm1 a", ["Plaque", "Psoriasis", "Young"]),
  evaluationOf("derm2 a", ["Plaque", "Acne"]),
  evaluationOf("derm1 b", ["Acne", "Psoriasis"]),
  evaluationOf("derm1 c", ["Acne", "Low-quality"]),
  evaluationOf("derm2 c", ["Scale"]),
  evaluationOf("derm1 x", ["Acne"]),
];
const metadata = [
  ["a", "SD-260", "Psoriasis", "light"],
  ["b", "DermNetNZ", "Acne", "dark"],
  ["c", "SD-260", "Acne", "light"],
] as const;
const images = new Map(
  metadata.map((
    [image, dataset, diagnosis, skin_tone],
  ): [string, ImageRow] => [image, {
    image,
    file: `${image}.jpeg`,
    original_file: `${image}.jpg`,
    dataset,
    diagnosis,
    skin_tone,
    age: "adult",
  }]),
);
const release = { evaluations, images };
const params: CensusParams = {
  scope: { raters: "all", images: "all" },
  diagnoses: ["Acne", "Psoriasis"],
  table1: { evaluations: "one-diagnosis", datasets: ["DermNetNZ", "SD-260"] },
  table4: { evaluations: "some-diagnosis", row: "Release" },
  text: { undiscarded: "some-diagnosis" },
};

function textOf(
  undiscarded: CensusParams["text"]["undiscarded"],
): Record<string, number> {
  const cells = statements(release, { ...params, text: { undiscarded } });
  return Object.fromEntries(
    cells.map(({ row, statistic, value }) => [`${row} ${statistic}`, value]),
  );
}

Deno.test("imagesBySource() counts gold diagnoses of the images in its set", () => {
  const cells = imagesBySource(release, params)
    .map(({ row, column, value }) => [row, column, value]);

  assert.deepEqual(cells, [
    ["Acne", "DermNetNZ", 0],
    ["Acne", "SD-260", 0],
    ["Psoriasis", "DermNetNZ", 0],
    ["Psoriasis", "SD-260", 1],
  ]);
});

Deno.test("imagesByDiagnosis() has one row under the name that the study gives", () => {
  const cells = imagesByDiagnosis(release, params)
    .map(({ row, column, value }) => [row, column, value]);

  assert.deepEqual(cells, [["Release", "Acne", 1], [
    "Release",
    "Psoriasis",
    1,
  ]]);
});

Deno.test("statements() keeps what is neither discarded nor of several diagnoses", () => {
  assert.deepEqual(textOf("some-diagnosis"), {
    "skin_tone dark": 1,
    "skin_tone light": 2,
    "age adult": 3,
    "evaluations_total value": 6,
    "images_total value": 4,
    "discarded value": 2,
    "multiple_diagnoses value": 1,
    "evaluations_kept value": 3,
    "images_kept value": 2,
    "terms non_localisable": 1,
    "terms localisable": 2,
    "terms additional": 0,
  });
});

Deno.test("statements() counts only discard options as discarded when told to", () => {
  const values = textOf("undiscarded");

  assert.equal(values["discarded value"], 1);
  assert.equal(values["evaluations_kept value"], 4);
  assert.equal(values["images_kept value"], 3);
});
