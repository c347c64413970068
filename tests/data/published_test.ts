import assert from "node:assert/strict";
import { cellId } from "../../data/ledger/cell.ts";
import { readPublished } from "../../data/ledger/published.ts";
import { datasetPaper } from "../support/printed_matches.ts";
import { publishedFile } from "../support/published_file.ts";

function frameworkPaper(): ReturnType<typeof readPublished> {
  return readPublished(publishedFile("framework_paper.csv"));
}

Deno.test("dataset_paper.csv holds every number of the tables and of the text", async () => {
  const numbers = await datasetPaper();
  const counts = Map.groupBy(numbers, ({ table }) => table);
  assert.deepEqual(
    Object.fromEntries([...counts].map(([table, { length }]) => [
      table,
      length,
    ])),
    {
      table1: 12,
      table2a: 36,
      table2b: 36,
      table3a: 120,
      table3b: 96,
      table4: 12,
      table5a: 36,
      table5b: 36,
      table6a: 102,
      table6b: 102,
      appendix_table1: 248,
      text: 27,
    },
  );
});

Deno.test("framework_paper.csv holds every number of the abstract", async () => {
  const numbers = await frameworkPaper();
  assert.deepEqual(
    numbers.map((number) => `${cellId(number)} ${number.printed}`),
    [
      "framework/images/value 554",
      "framework/dermatologists/value 8",
      "framework/diagnosis_f1/DermX 0.79",
      "framework/diagnosis_f1/DermX+ 0.79",
      "framework/diagnosis_f1/dermatologists 0.87",
      "framework/identification_f1/DermX 0.77",
      "framework/identification_f1/DermX+ 0.79",
      "framework/localisation_f1/DermX 0.39",
      "framework/localisation_f1/DermX+ 0.35",
    ],
  );
});

Deno.test("the published numbers have one id each", async () => {
  const ids = [...await datasetPaper(), ...await frameworkPaper()].map(cellId);
  assert.deepEqual(ids.filter((id, i) => ids.indexOf(id) !== i), []);
});

Deno.test("dataset_paper.csv prints counts whole and measures to two decimals", async () => {
  const odd = (await datasetPaper()).filter(({ table, statistic, printed }) =>
    table !== "text" &&
    !(statistic === "count" ? /^\d+$/ : /^\d\.\d\d$/).test(printed)
  );
  assert.deepEqual(odd, []);
});

Deno.test("dataset_paper.csv repeats what the paper prints twice", async () => {
  const numbers = await datasetPaper();
  // Table 3a stands in Appendix Table 1 as well, digit for digit.
  const appendix = new Map(
    numbers.filter(({ table }) => table === "appendix_table1")
      .map((number) => [
        cellId({ ...number, table: "table3a" }),
        number.printed,
      ]),
  );
  const main = numbers.filter(({ table }) => table === "table3a");
  assert.deepEqual(
    main.map((number) => [cellId(number), number.printed]),
    main.map((number) => [cellId(number), appendix.get(cellId(number))]),
  );
  // Table 1's rows add up to the last row of Table 4, and that to the 525 images.
  const sum = (values: readonly { printed: string }[]): number =>
    values.reduce((total, { printed }) => total + Number(printed), 0);
  const tested = numbers.filter(({ table, row }) =>
    table === "table4" && row === "DermX"
  );
  assert.deepEqual(
    tested.map(({ printed }) => Number(printed)),
    tested.map(({ column }) =>
      sum(
        numbers.filter(({ table, row }) =>
          table === "table1" && row === column
        ),
      )
    ),
  );
  assert.equal(sum(tested), 525);
});
