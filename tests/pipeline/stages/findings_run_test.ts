import assert from "node:assert/strict";
import { join } from "node:path";
import { readJsonList } from "../../../data/json_list.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import { findingSchema } from "../../../data/ledger/finding_schema.ts";
import { readTable, writeTable } from "../../../data/ledger/table.ts";
import type { Stage, StageIO } from "../../../pipeline/engine/stage.ts";
import { agreement } from "../../../pipeline/stages/agreement.ts";
import { PUBLISHED_AGREEMENT } from "../../../pipeline/stages/agreement_published.ts";
import { run as agree } from "../../../pipeline/stages/agreement_run.ts";
import { census } from "../../../pipeline/stages/census.ts";
import { PUBLISHED_CENSUS } from "../../../pipeline/stages/census_published.ts";
import { run as count } from "../../../pipeline/stages/census_run.ts";
import { compareStage } from "../../../pipeline/stages/compare.ts";
import { PUBLISHED_COMPARISON } from "../../../pipeline/stages/compare_published.ts";
import { run as settle } from "../../../pipeline/stages/compare_run.ts";
import { findings } from "../../../pipeline/stages/findings.ts";
import { PUBLISHED_FINDINGS } from "../../../pipeline/stages/findings_published.ts";
import { run } from "../../../pipeline/stages/findings_run.ts";
import {
  architectureDetails,
  benchmarkDetails,
} from "../../support/benchmark_details.ts";
import { evidenceOutputs } from "../../support/evidence_outputs.ts";
import { ingestedRelease } from "../../support/ingested_release.ts";
import { needsMirror } from "../../support/mirror.ts";
import { outputsOf } from "../../support/outputs.ts";
import { publishedFile } from "../../support/published_file.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

type Files = Readonly<Record<string, string>>;

/** Runs a stage in process on those of the files that it takes. */
async function perform<Params>(
  stage: Stage,
  { folder, params, files, run }: {
    folder: string;
    params: Params;
    files: Files;
    run: (io: StageIO<Params>) => Promise<void>;
  },
): Promise<Files> {
  const outputs = outputsOf(stage);
  const inputs = Object.fromEntries(
    Object.entries(files).filter(([port]) => port in stage.inputs),
  );
  const io = stageIO(folder, { params, inputs, outputs });
  await run(io);
  return Object.fromEntries(
    Object.keys(outputs).map((port) => [port, io.output(port)]),
  );
}

/** The findings of a run in which a release's tables may come in. */
async function findingsOf(
  folder: string,
  release: Files,
): Promise<readonly Finding[]> {
  const { text, ...evidence } = await evidenceOutputs(folder);
  const files = {
    ...release,
    ...evidence,
    evidence_text: text!,
    dataset_paper: publishedFile("dataset_paper.csv"),
    notebook_counts: publishedFile("notebook_counts.csv"),
  };
  const ledger = await perform(compareStage(PUBLISHED_COMPARISON), {
    folder,
    params: PUBLISHED_COMPARISON,
    files,
    run: settle,
  });
  const found = await perform(findings, {
    folder,
    params: PUBLISHED_FINDINGS,
    files: { ...files, ...ledger },
    run,
  });
  return (await readJsonList(found["findings"]!, findingSchema)).items;
}

Deno.test("run() of findings needs no release for what concerns the models", async () => {
  await withFolder(async (folder) => {
    const found = await findingsOf(folder, {});
    assert.deepEqual(found.map(({ id }) => id), [
      "class-order",
      "table5-row-names",
      "accuracy-images",
      "f1-advantage",
    ]);
  });
});

Deno.test("run() of findings says the same of the paper whatever networks a user brings", async () => {
  await withFolder(async (folder) => {
    const evidence = await evidenceOutputs(folder);
    const files: Record<string, string> = {};
    for (const table of ["table5a", "table5b"]) {
      const cells = await readTable(evidence[table]!);
      const path = files[`model_${table}`] = join(folder, `${table}.csv`);
      await writeTable(path, cells.map((cell) => ({ ...cell, value: 0.5 })));
    }
    const benchmark = benchmarkDetails({
      photographs: {
        compared: 1,
        differing: 1,
        examples: [{ image: "x", given: [1, 2], annotated: [3, 4] }],
      },
      architectures: [
        architectureDetails("resnet50", {
          accuracy: { published: 0.25, corrected: 0.125 },
        }),
      ],
    });
    const details = files["benchmark"] = join(folder, "benchmark.json");
    await Deno.writeTextFile(details, JSON.stringify(benchmark));
    const [first, second, third, ...rest] = await findingsOf(folder, files);
    assert.equal(first?.id, "other-photographs");
    assert.equal(third?.id, "network-class-order");
    assert.equal(third.affects.length, 72 + 204);
    assert.deepEqual(
      [second, ...rest],
      await findingsOf(folder, {}),
    );
  });
});

Deno.test(
  "run() of findings audits the first release",
  needsMirror(),
  async (t) => {
    await withFolder(async (folder) => {
      const files = await ingestedRelease(folder);
      const options = { folder, files };
      const { text: census_text, ...counts } = await perform(census, {
        ...options,
        params: PUBLISHED_CENSUS,
        run: count,
      });
      const { text: agreement_text, pairs, ...tables } = await perform(
        agreement,
        { ...options, params: PUBLISHED_AGREEMENT, run: agree },
      );
      const found = await findingsOf(folder, {
        ...counts,
        ...tables,
        agreement_details: pairs!,
        census_text: census_text!,
        agreement_text: agreement_text!,
      });

      await t.step("and finds all that is known", () => {
        assert.deepEqual(found.map(({ id, severity }) => `${severity} ${id}`), [
          "high class-order",
          "medium table5-row-names",
          "medium evaluation-sets",
          "medium several-diagnoses",
          "medium discarded-without-option",
          "medium std-conventions",
          "medium selection-in-localisation",
          "medium discarded-masks",
          "medium accuracy-images",
          "medium f1-advantage",
          "medium pairwise-f1-range",
          "low additional-terms",
        ]);
      });

      const values = (id: string): Finding["evidence"]["values"] =>
        found.find((finding) => finding.id === id)?.evidence.values ?? {};

      // Expected numbers were counted once by other means, in Python.
      await t.step("with the numbers that were counted elsewhere", () => {
        assert.deepEqual(values("evaluation-sets"), {
          printed_evaluations: 1285,
          printed_images: 525,
          "some-diagnosis: evaluations": 1287,
          "some-diagnosis: images": 526,
          "one-diagnosis: evaluations": 1277,
          "one-diagnosis: images": 525,
        });
        assert.deepEqual(values("several-diagnoses"), {
          printed: 2,
          several_diagnoses: 10,
        });
        assert.deepEqual(values("discarded-without-option"), {
          printed: 411,
          discarded: 381,
          undiagnosed: 30,
        });
        assert.deepEqual(values("discarded-masks"), {
          comparisons: 19578,
          classes: 6,
          outlines: 3263,
          on_kept_images: 3194,
          of_kept_evaluations: 2805,
        });
        assert.equal(values("additional-terms")["terms"], 24);
        assert.equal(
          Number(
            values("selection-in-localisation")[
              "Sun damage: f1 where both drew"
            ],
          ).toFixed(2),
          "0.87",
        );
        assert.deepEqual(values("std-conventions"), {
          "table2a: numbers": 18,
          "table2a: exact with n": 18,
          "table2a: exact with n - 1": 16,
          "table2b: numbers": 18,
          "table2b: exact with n": 18,
          "table2b: exact with n - 1": 18,
          "table3a: numbers": 45,
          "table3a: exact with n": 45,
          "table3a: exact with n - 1": 35,
          "table3b: numbers": 48,
          "table3b: exact with n": 43,
          "table3b: exact with n - 1": 48,
          "table5a: numbers": 18,
          "table5a: exact with n": 5,
          "table5a: exact with n - 1": 18,
          "table5b: numbers": 18,
          "table5b: exact with n": 7,
          "table5b: exact with n - 1": 18,
          "appendix_table1: numbers": 93,
          "appendix_table1: exact with n": 93,
          "appendix_table1: exact with n - 1": 72,
        });
      });
    });
  },
);
