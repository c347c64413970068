import assert from "node:assert/strict";
import { arrange } from "../../../../pipeline/stages/report/arrange.ts";
import { DATASET_PAPER } from "../../../../pipeline/stages/report/layouts/dataset_paper.ts";
import { FRAMEWORK_NOTEBOOK } from "../../../../pipeline/stages/report/layouts/framework_notebook.ts";
import { FRAMEWORK_PAPER } from "../../../../pipeline/stages/report/layouts/framework_paper.ts";
import { readPublished } from "../../../../data/ledger/published.ts";
import { claimOf } from "../../../support/claims.ts";
import { publishedFile } from "../../../support/published_file.ts";
import { REPORT_CLAIMS, REPORT_PARAMS } from "../../../support/reports.ts";

const PAPERS = REPORT_PARAMS.papers;

Deno.test("arrange() orders tables as the paper does, and the rest after them", () => {
  const [paper] = arrange(REPORT_CLAIMS, PAPERS);
  assert.deepEqual(
    paper!.tables.map(({ label }) => label),
    ["Table 2a", "Table 1", "text"],
  );
});

Deno.test("arrange() puts a mean and its deviation into one cell", () => {
  const [table] = arrange(REPORT_CLAIMS, PAPERS)[0]!.tables;
  assert.deepEqual(table!.columns, ["F1"]);
  assert.deepEqual(
    table!.rows.map(({ headings, label, cells }) => ({
      headings,
      label,
      ids: cells.map((claims) => claims.map(({ id }) => id)),
    })),
    [
      {
        headings: [],
        label: "Acne",
        ids: [["table2a/Acne/f1_mean", "table2a/Acne/f1_std"]],
      },
      {
        headings: ["Scaly", "Plaques"],
        label: "Psoriasis vulgaris",
        ids: [["table2a/Psoriasis/f1_mean", "table2a/Psoriasis/f1_std"]],
      },
      {
        headings: [],
        label: "Actinic keratosis",
        ids: [[
          "table2a/Actinic keratosis/f1_mean",
          "table2a/Actinic keratosis/f1_std",
        ]],
      },
    ],
  );
});

Deno.test("arrange() transposes a table whose rows are the data's columns", () => {
  const table = arrange(REPORT_CLAIMS, PAPERS)[0]!.tables[1]!;
  assert.deepEqual(table.columns, ["Acne"]);
  assert.deepEqual(
    table.rows.map(({ label }) => label),
    ["DermNetNZ", "SD-260"],
  );
});

Deno.test("arrange() takes a table without columns for statements", () => {
  const table = arrange(REPORT_CLAIMS, PAPERS)[0]!.tables[2]!;
  assert.deepEqual(table.columns, []);
  assert.equal(table.rows[0]!.label, "Skin tone");
  assert.equal(table.rows[0]!.cells.flat().length, 2);
});

Deno.test("arrange() hides no claim, whatever the layouts say", () => {
  const stray = {
    ...claimOf("t/constructor/__proto__/mean", { printed: "1" }),
    source: "other",
  };
  const claims = [...REPORT_CLAIMS, stray];
  for (const layouts of [PAPERS, []]) {
    const shown = arrange(claims, layouts).flatMap(({ tables }) =>
      tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.flat()))
    );
    assert.deepEqual(
      shown.map(({ id }) => id).toSorted(),
      claims.map(({ id }) => id).toSorted(),
    );
  }
  const [table] = arrange([stray], [])[0]!.tables;
  assert.deepEqual(table!.columns, ["__proto__"]);
  assert.equal(table!.rows[0]!.label, "constructor");
  assert.deepEqual(table!.rows[0]!.headings, []);
});

const LAYOUTS = [
  { file: "dataset_paper.csv", layout: DATASET_PAPER },
  { file: "framework_paper.csv", layout: FRAMEWORK_PAPER },
  { file: "notebook_baselines.csv", layout: FRAMEWORK_NOTEBOOK },
];

for (const { file, layout } of LAYOUTS) {
  Deno.test(`the layout of ${layout.source} names what ${file} names`, async () => {
    const numbers = await readPublished(publishedFile(file));
    assert.deepEqual(
      layout.tables.map(({ id }) => id).toSorted(),
      [...new Set(numbers.map(({ table }) => table))].toSorted(),
    );
    const names = new Set(
      numbers.flatMap(({ row, column, statistic }) => [row, column, statistic]),
    );
    for (const name of Object.keys(layout.labels)) {
      assert.ok(names.has(name), name);
    }
    for (const { id, headings = {}, labels = {} } of layout.tables) {
      const own = numbers.filter(({ table }) => table === id);
      const rows = new Set(own.map(({ row }) => row));
      for (const name of Object.keys(headings)) assert.ok(rows.has(name), name);
      const known = new Set(
        own.flatMap(({ row, column, statistic }) => [row, column, statistic]),
      );
      for (const name of Object.keys(labels)) assert.ok(known.has(name), name);
    }
  });
}
