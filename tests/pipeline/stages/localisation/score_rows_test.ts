import assert from "node:assert/strict";
import { join } from "node:path";
import {
  LOCALISATION_COLUMNS,
  RATER_LOCALISATION_COLUMNS,
  readLocalisation,
  readRaterLocalisation,
} from "../../../../pipeline/stages/localisation/score_rows.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const SUMS = "2,5,1.25,10.5,0,24";
const OVERLAP = {
  drew: 2,
  valid: 5,
  overlap: 1.25,
  mapArea: 10.5,
  referenceArea: 0,
  pixels: 24,
};

/** Reads a table of one row. */
function read<Row>(
  row: string,
  { columns, by }: {
    columns: readonly string[];
    by: (path: string) => Promise<Row[]>;
  },
): Promise<Row[]> {
  return withFolder(async (folder) => {
    const path = join(folder, "scores.csv");
    await Deno.writeTextFile(path, `${columns.join(",")}\n${row}\n`);
    return await by(path);
  });
}

const NETWORK = { columns: LOCALISATION_COLUMNS, by: readLocalisation };
const RATERS = {
  columns: RATER_LOCALISATION_COLUMNS,
  by: readRaterLocalisation,
};

Deno.test("readLocalisation() and readRaterLocalisation() read what the stages write", async () => {
  assert.deepEqual(await read(`a,Plaque,valid,8-bit,${SUMS}`, NETWORK), [{
    image: "a",
    characteristic: "Plaque",
    reference: "valid",
    map: "8-bit",
    ...OVERLAP,
  }]);
  assert.deepEqual(await read(`a,r1,Plaque,valid,others,${SUMS}`, RATERS), [{
    image: "a",
    rater: "r1",
    characteristic: "Plaque",
    reference: "valid",
    against: "others",
    ...OVERLAP,
  }]);
});

Deno.test("readLocalisation() and readRaterLocalisation() name the field that is wrong", async () => {
  const faults: [row: string, message: RegExp][] = [
    [`a,Plaque,valid,bits,${SUMS}`, /of "a", map: "bits" is unknown: use one/],
    ["a,Plaque,valid,float,2,5,,1,1,24", /of "a", overlap: "" is not a sum/],
    ["a,Plaque,valid,float,2,5,1,-1,1,24", /map_area: "-1" is not a sum/],
    ["a,Plaque,valid,float,2,5,1,1,x,24", /reference_area: "x" is not a sum/],
    ["a,Plaque,valid,float,0.5,5,1,1,1,24", /drew: "0.5" is not a whole/],
  ];
  for (const [row, message] of faults) {
    await assert.rejects(read(row, NETWORK), { name: "SyntaxError", message });
  }
  await assert.rejects(read(`a,r1,Plaque,valid,none,${SUMS}`, RATERS), {
    name: "SyntaxError",
    message: /"Plaque" of "a" by "r1", against: "none" is unknown/,
  });
});
