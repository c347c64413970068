import assert from "node:assert/strict";
import type { ImageRow } from "../../../../pipeline/stages/evaluations/read_images.ts";
import { takeCensus } from "../../../../pipeline/stages/census/take_census.ts";
import { evaluationOf } from "../../../support/evaluations.ts";
import { censusOf } from "../../../support/material.ts";

const drawn = evaluationOf("derm1 a", ["Plaque", "Scale", "Psoriasis"]);
const evaluations = [
  {
    ...drawn,
    selections: drawn.selections.map((selection) => ({
      ...selection,
      instances: selection.term === "Plaque" ? 2 : 0,
      attributes: selection.term === "Psoriasis" ? [] : ["Red"],
    })),
  },
  evaluationOf("derm2 a", ["Psoriasis", "Acne"]),
  evaluationOf("derm1 b", ["Low-quality", "Other-disease", "Acne"]),
  evaluationOf("derm2 b", ["Other-disease"]),
  evaluationOf("derm1 x", ["Plaque"]),
  evaluationOf("derm2 x", []),
];
const images = new Map(
  ["a", "b", "c"].map((image): [string, ImageRow] => [image, {
    image,
    file: `${image}.jpeg`,
    original_file: `${image}.jpg`,
    dataset: "SD-260",
    diagnosis: "Psoriasis",
    skin_tone: "light",
    age: "adult",
  }]),
);

Deno.test("takeCensus() counts evaluations, images and raters by set", () => {
  const census = takeCensus({ evaluations, images });

  assert.deepEqual(census.evaluations, {
    "all": 6,
    "undiscarded": 4,
    "some-diagnosis": 2,
    "one-diagnosis": 1,
  });
  assert.deepEqual(census.images, {
    "all": 3,
    "undiscarded": 2,
    "some-diagnosis": 1,
    "one-diagnosis": 1,
  });
  assert.deepEqual(
    census.raters.map(({ rater, evaluations }) => [rater, evaluations.all]),
    [
      ["derm1", 3],
      ["derm2", 3],
    ],
  );
  assert.deepEqual(census.evaluations_per_image, [
    {
      evaluations: 2,
      images: {
        "all": 3,
        "undiscarded": 2,
        "some-diagnosis": 1,
        "one-diagnosis": 0,
      },
    },
    {
      evaluations: 1,
      images: {
        "all": 0,
        "undiscarded": 0,
        "some-diagnosis": 0,
        "one-diagnosis": 1,
      },
    },
  ]);
});

Deno.test("takeCensus() lists what is missing and what is odd", () => {
  const census = takeCensus({ evaluations, images });

  assert.deepEqual(census.images_without_evaluation, ["c"]);
  assert.deepEqual(census.images_without_metadata, ["x"]);
  assert.deepEqual(census.discarded, {
    total: 2,
    by_options: [
      { options: "Low-quality and Other-disease", evaluations: 1 },
      { options: "Other-disease", evaluations: 1 },
    ],
    with_diagnosis: 1,
  });
  assert.deepEqual(census.neither, {
    total: 2,
    empty: 1,
    list: [{ image: "x", rater: "derm1" }, { image: "x", rater: "derm2" }],
  });
  assert.deepEqual(census.several_diagnoses, [
    {
      image: "a",
      rater: "derm2",
      diagnoses: ["Psoriasis", "Acne"],
      discarded: false,
    },
  ]);
});

Deno.test("takeCensus() counts terms, attributes and outlines", () => {
  const census = takeCensus({ evaluations, images });

  assert.deepEqual(
    census.terms.map(({ term, evaluations }) => [term, evaluations]),
    [
      ["Acne", 2],
      ["Low-quality", 1],
      ["Other-disease", 2],
      ["Plaque", 2],
      ["Psoriasis", 2],
      ["Scale", 1],
    ],
  );
  assert.deepEqual(census.attributes, [{ attribute: "Red", selections: 2 }]);
  const counts = { total: 1, on_kept_images: 1, valid: 1 };
  assert.deepEqual(census.masks, {
    instances: 2,
    evaluations: 1,
    ...counts,
    by_characteristic: [{ characteristic: "Plaque", ...counts }],
  });
});

Deno.test("takeCensus() counts nothing in an empty release", () => {
  const census = takeCensus({ evaluations: [], images: new Map() });

  assert.deepEqual(JSON.parse(JSON.stringify(census)), censusOf());
});
