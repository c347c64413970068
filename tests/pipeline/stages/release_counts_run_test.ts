import assert from "node:assert/strict";
import { join } from "node:path";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { readTable } from "../../../data/ledger/table.ts";
import {
  releaseCounts,
  type ReleaseCountsParams,
} from "../../../pipeline/stages/release_counts.ts";
import { run } from "../../../pipeline/stages/release_counts_run.ts";
import { textFile } from "../../support/annotation_file.ts";
import { outputsOf } from "../../support/outputs.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const TABLES = {
  images: `image,file,original_file,dataset,diagnosis,skin_tone,age
a,a.jpeg,a.jpg,SD-260,Acne,light,adult
`,
  evaluations: `image,rater,width,height,dataset,annotations,paths,vertices
a,r1,8,6,first,2,3,14
a,r12,8,6,second,0,0,0
x,r1,8,6,first,1,1,4
`,
  selections: `image,rater,term,kind,position,instances,attributes
a,r1,Plaque,localisable,0,1,
a,r1,Acne,diagnosis,1,0,
x,r1,Scale,localisable,0,1,
`,
};

const PARAMS: ReleaseCountsParams = {
  parts: [
    { name: "everything", scope: { raters: "all", images: "all" } },
    { name: "described", scope: { raters: ["r1"], images: "with-metadata" } },
  ],
  terms: ["Plaque"],
  testList: { notebook: "training", characteristics: ["Plaque"] },
};

/** Values of the table by row, column and statistic. */
async function counted(
  options: { evaluations?: string; folds?: boolean; printed?: string } = {},
): Promise<ReadonlyMap<string, number>> {
  return await withFolder(async (folder) => {
    const inputs: Record<string, string> = {};
    const tables = {
      ...TABLES,
      evaluations: options.evaluations ?? TABLES.evaluations,
    };
    for (const [port, text] of Object.entries(tables)) {
      inputs[port] = join(folder, `${port}.csv`);
      await Deno.writeTextFile(inputs[port], text);
    }
    if (options.folds) {
      inputs["folds"] = join(folder, "folds.tar");
      const list = (part: string, row: string) =>
        textFile(
          `metadata_fold_0_${part}.csv`,
          `,original_filename,dataset,diagnosis,current_filename,patient_id\n${row}\n`,
        );
      writeTar(inputs["folds"], [
        list("test", "0,a.jpg,SD-260,Acne,a.jpeg,7"),
        list("train", "1,b.jpg,SD-260,Acne,b.jpeg,7"),
      ]);
    }
    if (options.printed !== undefined) {
      inputs["printed"] = join(folder, "printed.csv");
      await Deno.writeTextFile(inputs["printed"], options.printed);
    }
    const io = stageIO(folder, {
      params: PARAMS,
      inputs,
      outputs: outputsOf(releaseCounts),
    });
    await run(io);
    const cells = await readTable(io.output("release"));
    return new Map(
      cells.map(({ row, column, statistic, value }) => [
        `${row} ${column} ${statistic}`,
        value,
      ]),
    );
  });
}

Deno.test("run() of release_counts counts each part within its scope", async () => {
  const values = await counted();

  assert.equal(values.get("everything evaluations all"), 3);
  assert.equal(values.get("everything images_without_metadata count"), 1);
  assert.equal(values.get("everything paths count"), 4);
  assert.equal(values.get("everything vertices count"), 18);
  assert.equal(values.get("everything evaluations_of_dataset second"), 1);
  assert.equal(values.get("described evaluations all"), 1);
  assert.equal(values.get("described outlines count"), 1);
  assert.equal(values.get("everything evaluations_selecting Plaque"), 1);
  assert.equal(values.get("described vertices count"), 14);
});

Deno.test("run() of release_counts counts folds where there are any", async () => {
  const without = await counted();
  const values = await counted({ folds: true });

  assert.equal(without.has("folds folds count"), false);
  assert.equal(values.get("folds folds count"), 1);
  assert.equal(values.get("folds images_without_metadata count"), 1);
  assert.equal(values.get("fold_0 divided_patients count"), 1);
});

Deno.test("run() of release_counts finds the printed test list of one notebook in the folds", async () => {
  const printed = `notebook,image,Plaque
training,a,1
training,x,0
other,b,1
`;
  const values = await counted({ folds: true, printed });

  assert.equal(values.get("folds printed_test_images count"), 2);
  assert.equal(values.get("folds printed_in_one_test_list count"), 1);
  assert.equal(values.get("fold_0 printed_test_images count"), 1);
  const without = await counted({ folds: true });
  assert.equal(without.has("folds printed_test_images count"), false);
});

Deno.test("run() of release_counts names the count that is none", async () => {
  await assert.rejects(
    counted({ evaluations: TABLES.evaluations.replace("3,14", "3,many") }),
    /"a" by "r1", vertices: "many" is not a whole number/,
  );
});
