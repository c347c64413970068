import assert from "node:assert/strict";
import { join } from "node:path";
import { type TableCell, writeTable } from "../../../data/ledger/table.ts";
import type {
  Exhibit,
  Exhibits,
} from "../../../pipeline/stages/exhibits/exhibit.ts";
import type { IntraRaterDetails } from "../../../pipeline/stages/intra_rater/details.ts";
import type { LabelComparison } from "../../../pipeline/stages/labels/compare_labels.ts";
import type { ReadingScores } from "../../../pipeline/stages/rater_diagnoses/reading_scores.ts";
import { releaseExhibits } from "../../../pipeline/stages/release_exhibits.ts";
import { run } from "../../../pipeline/stages/release_exhibits_run.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { REPORT_EXHIBITS } from "../../support/report_parts.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

function f1(row: string, value: number): TableCell {
  return { row, column: "f1", statistic: "mean", value };
}

function count(row: string, column: string, value: number): TableCell {
  return { row, column, statistic: "count", value };
}

const TABLES: Readonly<Record<string, readonly TableCell[]>> = {
  release: [
    count("first_round", "raters", 8),
    { row: "first_round", column: "evaluations", statistic: "all", value: 9 },
    count("folds", "images", 566),
  ],
  table2a: [f1("Acne", 0.5)],
  table2b: [f1("Acne", 0.25)],
  appendix_table1: [count("Plaque", "evals", 4), f1("Plaque", 0.75)],
  table3b: [f1("Plaque", 0.125)],
  fusion: [
    count("evaluations", "", 9),
    count("any_agreement", "", 6),
    count("full_agreement", "valid", 2),
    count("full_agreement", "drew", 3),
    count("fuzzy_fixed", "8", 6),
  ],
};

const INTRA_RATER: IntraRaterDetails = {
  sets: [{ set: "all", pairs: 1, images: 1 }],
  raters: [],
  agreement: {
    table2b: [{ row: "Acne", within: { mean: 1, n: 2 }, between: null }],
    appendix_table1: [],
    table3b: [],
  },
  localisation: [],
  likeness: [],
};

const RATER_DIAGNOSES: readonly ReadingScores[] = [{
  evaluations: "all",
  label: "first-in-file",
  macro_f1: 0.75,
  raters: [
    { rater: "r1", evaluations: 3, macro_f1: 0.5 },
    { rater: "r2", evaluations: 4, macro_f1: 1 },
  ],
}];

const LABELS: readonly LabelComparison[] = [
  { rule: "all", notebook: "one", printed: 5, same: 4, other: [] },
  { rule: "all", notebook: "two", printed: 7, same: 7, other: [] },
];

/** As the stage `measures` writes them; nothing is to be known beforehand. */
const MEASURES: Exhibits = {
  caution: null,
  checks: [],
  exhibits: REPORT_EXHIBITS.exhibits.map((x) => ({ ...x, id: "measures" })),
};

async function exhibitsOf(
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Exhibits> {
  return await withFolder(async (folder) => {
    const inputs: Record<string, string> = {};
    for (const [port, cells] of Object.entries(TABLES)) {
      inputs[port] = join(folder, `${port}.csv`);
      await writeTable(inputs[port], cells);
    }
    const details = {
      intra_rater: INTRA_RATER,
      rater_diagnoses: RATER_DIAGNOSES,
      labels: LABELS,
      measures: MEASURES,
      baselines: REPORT_EXHIBITS,
      ...changes,
    };
    for (const [port, value] of Object.entries(details)) {
      inputs[port] = join(folder, `${port}.json`);
      await Deno.writeTextFile(inputs[port], JSON.stringify(value));
    }
    const io = stageIO(folder, {
      params: {},
      inputs,
      outputs: outputsOf(releaseExhibits),
    });
    await run(io);
    return await readJson(io.output("exhibits"));
  });
}

/** Rows with the values of their cells. */
function valuesOf({ rows }: Exhibit): unknown[] {
  return rows.map(({ label, cells }) => [
    label,
    ...cells.map(({ value }) => value),
  ]);
}

Deno.test("run() of release_exhibits shows each table, then those of the measures and of the baselines", async () => {
  const { exhibits, checks, caution } = await exhibitsOf();

  assert.deepEqual(
    Object.fromEntries(
      exhibits.slice(0, -2).map((exhibit) => [exhibit.id, valuesOf(exhibit)]),
    ),
    {
      "release": [["First round", 8, 9, null, null, null, null, null]],
      "agreement-diagnoses": [["Acne", 0.5, null, null, 0.25]],
      "agreement-characteristics": [["Plaque", 4, 0.75, 0.125]],
      "rater-diagnoses": [["all, first-in-file", 0.75, 0.5, 1, 7]],
      "consistency-diagnoses": [["Acne", 1, 2, null, 0]],
      "consistency-presence": [],
      "consistency-outlines": [],
      "fusion": [
        ["any_agreement", 6],
        ["full_agreement of all that count", 2],
        ["full_agreement of those who drew it", 3],
        ["fuzzy_fixed of 8 raters", 6],
      ],
      "label-rules": [["all", 4, 5, 7, 7]],
    },
  );
  assert.deepEqual(exhibits.slice(-2), [
    ...MEASURES.exhibits,
    ...REPORT_EXHIBITS.exhibits,
  ]);
  assert.deepEqual(checks, REPORT_EXHIBITS.checks);
  assert.equal(caution, REPORT_EXHIBITS.caution);
});

Deno.test("run() of release_exhibits gives every row as many cells as there are columns", async () => {
  for (const { id, columns, rows } of (await exhibitsOf()).exhibits) {
    for (const { cells } of rows) {
      assert.equal(cells.length, columns.length - 1, id);
    }
  }
});

Deno.test("run() of release_exhibits refuses exhibits that are none", async () => {
  await assert.rejects(exhibitsOf({ baselines: { checks: [] } }), {
    name: "TypeError",
    message: /^Cannot read ".*baselines\.json": /,
  });
});
