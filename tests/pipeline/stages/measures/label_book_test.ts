import assert from "node:assert/strict";
import type { ImageRow } from "../../../../pipeline/stages/evaluations/read_images.ts";
import { labelImages } from "../../../../pipeline/stages/labels/label_images.ts";
import { LabelBook } from "../../../../pipeline/stages/measures/label_book.ts";
import { raterSubjects } from "../../../../pipeline/stages/measures/rater_subjects.ts";
import { evaluationOf, outlining } from "../../../support/evaluations.ts";

const CHARACTERISTICS = ["Plaque", "Scale"];
const ALL = { raters: "all", images: "all" } as const;
const LABELS = [
  { id: "one", scope: ALL, rule: "some-diagnosis", least: 1 },
  { id: "two", scope: ALL, rule: "some-diagnosis", least: 2 },
] as const;
/** r12 is r1 once more. */
const EVALUATIONS = [
  outlining(evaluationOf("r1 a", ["Acne", "Plaque"])),
  outlining(evaluationOf("r12 a", ["Acne", "Plaque", "Scale"])),
  outlining(evaluationOf("r2 a", ["Acne", "Scale"])),
  outlining(evaluationOf("r3 a", ["Low-quality", "Plaque"])),
  outlining(evaluationOf("r1 b", ["Acne", "Plaque"])),
];
const IMAGES = new Map(["a", "b"].map((image) => [image, {} as ImageRow]));
const BOOK = new LabelBook({
  evaluations: EVALUATIONS,
  images: IMAGES,
  params: { labels: LABELS, characteristics: CHARACTERISTICS },
});

Deno.test("LabelBook.of() labels as the stage `labels` does", () => {
  for (const { id, rule, least } of LABELS) {
    const labels = labelImages(EVALUATIONS, {
      rule,
      least,
      characteristics: CHARACTERISTICS,
      images: IMAGES,
    });
    assert.deepEqual([...BOOK.of(id).values()], labels);
  }
});

Deno.test("LabelBook.labelsBy() counts the raters who are named alone", () => {
  const labels = BOOK.labelsBy("two", (rater) => rater !== "r2");

  assert.deepEqual([...labels.values()], [
    { image: "a", kept: 2, present: [true, false] },
    { image: "b", kept: 1, present: [false, false] },
  ]);
});

Deno.test("LabelBook.outlinedBy() gives a rater's own, whatever it takes for a label", () => {
  assert.deepEqual([...BOOK.outlinedBy("two", "r2").values()], [
    { image: "a", kept: 1, present: [false, true] },
  ]);
  assert.equal(BOOK.outlinedBy("two", "r3").size, 0);
});

Deno.test("raterSubjects() takes the second round of a rater for no other rater", () => {
  const sources = {
    params: {
      raters: {
        id: "raters",
        name: "Raters",
        one: "rater",
        people: [["r1", "r12"], ["r2"]],
        paper: null,
      },
      characteristics: CHARACTERISTICS,
    },
    images: IMAGES,
    book: BOOK,
    rows: [],
  };
  const [others, all] = raterSubjects(sources).map((subject) =>
    subject.identification!("one")
  );

  assert.deepEqual(others, [
    [
      { found: [true, false], present: [false, true], kept: 1 },
      // Nobody else evaluated b.
      { found: [true, false], present: [false, false], kept: 0 },
    ],
    [{ found: [false, true], present: [true, true], kept: 2 }],
  ]);
  assert.deepEqual(all, [
    [
      { found: [true, false], present: [true, true], kept: 3 },
      { found: [true, false], present: [true, false], kept: 1 },
    ],
    [{ found: [false, true], present: [true, true], kept: 3 }],
  ]);
});
