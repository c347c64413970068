import assert from "node:assert/strict";
import { identificationExhibit } from "../../../../pipeline/stages/measures/exhibits/identification_exhibit.ts";
import { localisationExhibit } from "../../../../pipeline/stages/measures/exhibits/localisation_exhibit.ts";
import type { SubjectResults } from "../../../../pipeline/stages/measures/judge_subject.ts";
import { PaperMeasures } from "../../../../pipeline/stages/measures/paper_measures.ts";
import type { MeasuresResults } from "../../../../pipeline/stages/measures/results.ts";
import { SOME_MEASURES } from "../../../support/measures_params.ts";

const COUNTS = { tp: 3, fp: 1, fn: 0, tn: 0 };
const MAPS = { pairs: 4, found: 1, f1: 0.25 };

function subjectOf(
  id: string,
  kind: SubjectResults["subject"]["kind"],
  change: Partial<SubjectResults> = {},
): SubjectResults {
  return {
    subject: { id, name: id, kind, groups: [] },
    figures: {},
    findings: [],
    maps: [],
    ...change,
  };
}

async function resultsOf(
  ...subjects: readonly SubjectResults[]
): Promise<MeasuresResults> {
  const paper = await PaperMeasures.read(undefined);
  return {
    params: SOME_MEASURES,
    subjects,
    folds: [],
    photographs: null,
    paper,
  };
}

Deno.test("identificationExhibit() counts images by the answer that all is there, wherever that stands", async () => {
  const never = { tp: 0, fp: 0, fn: 3, tn: 1 };
  const { columns, rows } = identificationExhibit(
    await resultsOf(
      subjectOf("prevalent", "constant", { findings: [never, never] }),
      subjectOf("always_present", "constant", { findings: [COUNTS, COUNTS] }),
    ),
  );

  assert.deepEqual(columns, [
    "Characteristic",
    "Images",
    "Share",
    "Always present, F1",
  ]);
  for (const { cells } of rows) {
    assert.deepEqual(cells.map(({ value }) => value), [3, 3 / 4, 6 / 7]);
  }
});

Deno.test("localisationExhibit() says whose pairs it counts", async () => {
  const raters = subjectOf("dermatologists", "raters", {
    maps: [MAPS, { ...MAPS, pairs: 9 }],
  });
  const network = subjectOf("Net", "network", { maps: [MAPS, MAPS] });

  const both = localisationExhibit(await resultsOf(network, raters));
  assert.match(both.caption, / "Pairs" counts those of the column "Net"\.$/);
  assert.deepEqual(both.columns, [
    "Characteristic",
    "Pairs",
    "Net",
    "Net, found",
    "Dermatologists",
  ]);
  const alone = localisationExhibit(await resultsOf(raters));
  assert.match(alone.caption, / those of the column "Dermatologists"\.$/);
  assert.deepEqual(alone.rows.map(({ cells }) => cells[0]?.value), [4, 9]);
});
