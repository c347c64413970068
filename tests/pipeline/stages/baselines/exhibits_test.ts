import assert from "node:assert/strict";
import type { BaselineDetails } from "../../../../pipeline/stages/baselines/details.ts";
import type { Judgement } from "../../../../pipeline/stages/baselines/judge_learner.ts";
import { learnersExhibit } from "../../../../pipeline/stages/baselines/learners_exhibit.ts";
import { selectionsExhibit } from "../../../../pipeline/stages/baselines/selections_exhibit.ts";
import { DERMXDB_BASELINES } from "../../../../pipeline/stages/baselines_dermxdb.ts";
import { PaperNumbers } from "../../../../pipeline/stages/benchmark/paper_numbers.ts";
import { JUDGEMENT } from "../../../support/judgement.ts";
import { publishedFile } from "../../../support/published_file.ts";

const DETAILS: BaselineDetails = {
  images: { listed: 5, described: 3, undescribed: ["x", "y"], unlisted: 0 },
  folds: [],
  learners: [],
};

const PLAIN: Judgement = {
  learner: {
    name: "Logistic regression",
    settings: { kind: "logistic-regression", c: 1 },
  },
  folds: [],
  summary: JUDGEMENT.summary,
};

const PAPER = await PaperNumbers.read(publishedFile("notebook_baselines.csv"));

Deno.test("learnersExhibit() shows measures, the paper's beside them, and what orders do", () => {
  const params = { ...DERMXDB_BASELINES, notes: ["Mind the gap."] };
  const { columns, rows, notes, caption } = learnersExhibit(
    [PLAIN, JUDGEMENT],
    { details: DETAILS, params, paper: PAPER },
  );

  assert.equal(columns.length, 6);
  assert.match(
    caption,
    /of 10 characteristics raters outlined in an image, first round, where/,
  );
  assert.deepEqual(rows[0]?.cells, [
    { value: 0.5, std: 0.25, decimals: 2, paper: "0.87 ± 0.04" },
    { value: 0.25, std: 0.125, decimals: 2, paper: "0.86 ± 0.04" },
    { value: 0.25, decimals: 2, paper: "0.86 ± 0.04" },
    { value: null, decimals: 2 },
    { value: null, decimals: 2 },
  ]);
  assert.deepEqual(rows[1]?.cells.slice(2), [
    { value: 0.25, decimals: 2 },
    { value: 0.25, decimals: 2 },
    { value: 0.5, decimals: 2 },
  ]);
  assert.deepEqual(notes, [
    "3 of 5 images of the folds have features; the other 2 are left out.",
    "Which of equally near images vote, the order of the rows decides: F1 is given for 3 random orders, too.",
    "Mind the gap.",
  ]);
});

Deno.test("learnersExhibit() says what became of images without features", () => {
  const noted = (
    undescribed: "leave-out" | "none-present",
    images: readonly string[],
  ): string =>
    learnersExhibit([PLAIN], {
      details: {
        ...DETAILS,
        images: { ...DETAILS.images, undescribed: images },
      },
      params: { ...DERMXDB_BASELINES, undescribed },
      paper: PAPER,
    }).notes[0]!;

  assert.match(
    noted("none-present", ["x"]),
    /; the other 1 are counted as having none of the characteristics\.$/,
  );
  assert.match(noted("none-present", []), /of the folds have features\.$/);
});

Deno.test("learnersExhibit() has the paper's numbers for the learners that the paper has", () => {
  const judgements = DERMXDB_BASELINES.learners.map((learner) => ({
    ...PLAIN,
    learner,
  }));
  const { rows } = learnersExhibit(judgements, {
    details: DETAILS,
    params: DERMXDB_BASELINES,
    paper: PAPER,
  });

  assert.deepEqual(
    rows.map(({ cells }) => cells.filter((cell) => "paper" in cell).length),
    [3, 3, 3, 3, 0, 0],
  );
});

Deno.test("selectionsExhibit() sets F1 of every selection side by side", () => {
  const selection = { id: "a", title: "first", images: 7 };
  const { columns, rows } = selectionsExhibit([
    { ...selection, judgements: [PLAIN, JUDGEMENT] },
    { id: "b", title: "second", images: 8, judgements: [JUDGEMENT, PLAIN] },
  ]);

  assert.deepEqual(columns, [
    "Evaluations",
    "Logistic regression",
    "Nearest, of all",
    "Images",
  ]);
  assert.deepEqual(rows.map(({ label, strong }) => [label, strong]), [
    ["first", true],
    ["second", undefined],
  ]);
  assert.deepEqual(rows[1]?.cells, [
    { value: 0.25, std: 0.125, decimals: 3 },
    { value: 0.25, std: 0.125, decimals: 3 },
    { value: 8, decimals: 0 },
  ]);
});
