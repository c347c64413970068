import assert from "node:assert/strict";
import { choicesExhibits } from "../../../../pipeline/stages/measures/exhibits/choices_exhibits.ts";
import type { SubjectResults } from "../../../../pipeline/stages/measures/judge_subject.ts";
import { PaperMeasures } from "../../../../pipeline/stages/measures/paper_measures.ts";
import type { MeasuresParams } from "../../../../pipeline/stages/measures.ts";
import { SOME_MEASURES } from "../../../support/measures_params.ts";

const PARAMS: MeasuresParams = {
  ...SOME_MEASURES,
  networks: [
    { id: "one", name: "One", paper: null },
    { id: "two", name: "Two", paper: null },
  ],
  alternatives: {
    diagnosis: [],
    identification: [],
    localisation: [
      { title: "kept", change: { absent: "keep" } },
      { title: "nobody's", change: { map: "8-bit" } },
    ],
  },
};

/** Localisation by the study's own choice and by others. */
function subjectOf(
  id: string,
  kind: SubjectResults["subject"]["kind"],
  values: readonly (number | undefined)[],
): SubjectResults {
  const [base, ...alternatives] = values.map((value) => ({
    value,
    std: undefined,
    groups: [],
  }));
  const network = PARAMS.networks.find(({ name }) => name === id);
  return {
    subject: { id, name: id, kind, groups: [], ...(network && { network }) },
    figures: { localisation: { base, alternatives } },
    findings: [],
    maps: [],
  };
}

async function shown(...subjects: readonly SubjectResults[]) {
  const paper = await PaperMeasures.read(undefined);
  return choicesExhibits({
    params: PARAMS,
    subjects,
    folds: [],
    photographs: null,
    paper,
  });
}

Deno.test("choicesExhibits() puts each choice beside the study's own, with the difference", async () => {
  const [table, ...others] = await shown(
    subjectOf("One", "network", [0.5, 0.75, undefined]),
    subjectOf("Two", "network", [0.625, 0.5, undefined]),
    subjectOf("dermatologists", "raters", [0.25, 0.125, undefined]),
    subjectOf("dermatologists_all", "raters", [1, 1, undefined]),
    subjectOf("centre", "map", [0.375, 0.375, undefined]),
  );

  assert.deepEqual(others, []);
  assert.deepEqual(table?.columns, [
    "Choice",
    "One",
    "One, difference",
    "Two",
    "Two, difference",
    "Dermatologists",
    "Dermatologists, difference",
    "centre",
  ]);
  // Nobody has a number for the last choice.
  assert.deepEqual(
    table?.rows.map(({ label, cells }) => [
      label,
      ...cells.map(({ value }) => value),
    ]),
    [
      ["The study's own choice", 0.5, null, 0.625, null, 0.25, null, 0.375],
      ["kept", 0.75, 0.25, 0.5, -0.125, 0.125, -0.125, 0.375],
    ],
  );
  assert.deepEqual(table?.notes, [
    "Over these rows: One from 0.500 to 0.750 and Two from 0.500 to 0.625. Several changes together may go further.",
    "One is above Two in 1 of 2 rows.",
  ]);
});

Deno.test("choicesExhibits() shows no table in which no choice has a number", async () => {
  assert.deepEqual(
    await shown(subjectOf("One", "network", [0.5, undefined, undefined])),
    [],
  );
  assert.deepEqual(await shown(), []);
});
