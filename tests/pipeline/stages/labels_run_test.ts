import assert from "node:assert/strict";
import { join } from "node:path";
import { labels, type LabelsParams } from "../../../pipeline/stages/labels.ts";
import { run } from "../../../pipeline/stages/labels_run.ts";
import { writeEvaluationFiles } from "../../support/evaluation_files.ts";
import { evaluationOf, outlining } from "../../support/evaluations.ts";
import { outputsOf } from "../../support/outputs.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const PARAMS: LabelsParams = {
  scope: { raters: ["r1", "r2"], images: "all" },
  characteristics: ["Plaque", "Scale"],
  rule: "first-tag-is-diagnosis",
  least: 1,
  compared: ["first-tag-is-diagnosis", "all"],
};

const EVALUATIONS = [
  outlining(evaluationOf("r1 a", ["Plaque", "Acne"])),
  outlining(evaluationOf("r2 a", ["Scale", "Other-disease"])),
  outlining(evaluationOf("r3 a", ["Scale", "Acne"])),
  outlining(evaluationOf("r1 b", ["Scale", "Acne"])),
];

async function labelled(
  folder: string,
  { params, printed }: { params: LabelsParams; printed?: string },
): Promise<Record<"labels" | "rules" | "details", string>> {
  const path = join(folder, "printed.csv");
  if (printed !== undefined) await Deno.writeTextFile(path, printed);
  const io = stageIO(folder, {
    params,
    inputs: {
      ...await writeEvaluationFiles(folder, {
        evaluations: EVALUATIONS,
        diagnoses: { a: "Acne" },
      }),
      ...(printed === undefined ? {} : { printed: path }),
    },
    outputs: outputsOf(labels),
  });
  await run(io);
  return {
    labels: await Deno.readTextFile(io.output("labels")),
    rules: await Deno.readTextFile(io.output("rules")),
    details: await Deno.readTextFile(io.output("details")),
  };
}

Deno.test("run() of labels writes the labels by its rule and compares the others", async () => {
  await withFolder(async (folder) => {
    const printed = "notebook,image,Plaque,Scale\nn,a,1,0\nn,b,,1\nn,c,1,1\n";
    const written = await labelled(folder, { params: PARAMS, printed });

    assert.equal(
      written.labels,
      "image,kept,Plaque,Scale\na,1,1,0\nb,1,0,1\n",
    );
    assert.equal(
      written.rules,
      "row,column,statistic,value\n" +
        "first-tag-is-diagnosis,n,printed,3\nfirst-tag-is-diagnosis,n,same,3\n" +
        "all,n,printed,3\nall,n,same,2\n",
    );
    assert.deepEqual(JSON.parse(written.details)[1].other, [
      { image: "a", characteristic: "Scale", present: false },
    ]);
  });
});

Deno.test("run() of labels does without printed labels, and keeps to its scope", async () => {
  await withFolder(async (folder) => {
    const scope = { raters: "all", images: "with-metadata" } as const;
    const written = await labelled(folder, { params: { ...PARAMS, scope } });

    assert.equal(written.labels, "image,kept,Plaque,Scale\na,2,1,1\n");
    assert.equal(written.rules, "row,column,statistic,value\n");
    assert.equal(written.details.trim(), "[]");
  });
});
