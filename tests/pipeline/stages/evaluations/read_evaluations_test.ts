import assert from "node:assert/strict";
import { join } from "node:path";
import { readEvaluations } from "../../../../pipeline/stages/evaluations/read_evaluations.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const EVALUATIONS = `image,rater,width,height,dataset,annotations,paths,vertices
a (1),derm1,640,480,Explainability dataset,3,2,9
a (1),derm2,640,480,Explainability dataset,0,0,0
`;
const SELECTIONS = `image,rater,term,kind,position,instances,attributes
a (1),derm1,Plaque,localisable,0,2,Red|Thick
a (1),derm1,Psoriasis,diagnosis,2,0,
`;

async function withTables(
  tables: { evaluations?: string; selections?: string },
  test: (files: { evaluations: string; selections: string }) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const files = {
      evaluations: join(folder, "evaluations.csv"),
      selections: join(folder, "selections.csv"),
    };
    await Deno.writeTextFile(
      files.evaluations,
      tables.evaluations ?? EVALUATIONS,
    );
    await Deno.writeTextFile(files.selections, tables.selections ?? SELECTIONS);
    await test(files);
  });
}

Deno.test("readEvaluations() joins evaluations with their selections", async () => {
  await withTables({}, async (files) => {
    const size = { width: 640, height: 480 };
    assert.deepEqual(await readEvaluations(files), [
      {
        image: "a (1)",
        rater: "derm1",
        ...size,
        selections: [
          {
            term: "Plaque",
            kind: "localisable",
            position: 0,
            instances: 2,
            attributes: ["Red", "Thick"],
          },
          {
            term: "Psoriasis",
            kind: "diagnosis",
            position: 2,
            instances: 0,
            attributes: [],
          },
        ],
      },
      { image: "a (1)", rater: "derm2", ...size, selections: [] },
    ]);
  });
});

Deno.test("readEvaluations() refuses a selection without an evaluation", async () => {
  const selections = SELECTIONS.replaceAll("derm1", "derm3");
  await withTables({ selections }, async (files) => {
    await assert.rejects(
      readEvaluations(files),
      /^RangeError: Cannot place .*"Plaque" of "a \(1\)" by "derm3": .* has no such evaluation/,
    );
  });
});

Deno.test("readEvaluations() refuses an evaluation that occurs twice", async () => {
  const evaluations = EVALUATIONS.replace("derm2", "derm1");
  await withTables({ evaluations }, async (files) => {
    await assert.rejects(
      readEvaluations(files),
      /"derm1" evaluates "a \(1\)" twice/,
    );
  });
});

Deno.test("readEvaluations() refuses a kind that it does not know", async () => {
  const selections = SELECTIONS.replace("diagnosis", "diagnose");
  await withTables({ selections }, async (files) => {
    await assert.rejects(
      readEvaluations(files),
      /SyntaxError: .*"diagnose" is unknown/,
    );
  });
});

Deno.test("readEvaluations() refuses a size that is no whole number", async () => {
  for (const width of ["-1", "6.5", "", "0x10", "1e3"]) {
    const evaluations = EVALUATIONS.replace("640", width);
    await withTables({ evaluations }, async (files) => {
      await assert.rejects(
        readEvaluations(files),
        new RegExp(
          `SyntaxError: .*"derm1", width: "${width}" is not a whole number`,
        ),
      );
    });
  }
});
