import assert from "node:assert/strict";
import { join } from "node:path";
import { parseCsv, readCsv } from "../../../data/csv.ts";
import { DIAGNOSES } from "../../../data/dermx/ontology.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { readTable } from "../../../data/ledger/table.ts";
import { readNpy } from "../../../data/npy.ts";
import { agreement } from "../../../pipeline/stages/agreement.ts";
import { PUBLISHED_AGREEMENT } from "../../../pipeline/stages/agreement_published.ts";
import { run as runAgreement } from "../../../pipeline/stages/agreement_run.ts";
import { census } from "../../../pipeline/stages/census.ts";
import { PUBLISHED_CENSUS } from "../../../pipeline/stages/census_published.ts";
import { run as runCensus } from "../../../pipeline/stages/census_run.ts";
import { ingest } from "../../../pipeline/stages/ingest.ts";
import { run as runIngest } from "../../../pipeline/stages/ingest_run.ts";
import { rasterCheck } from "../../../pipeline/stages/raster_check.ts";
import { run as runRasterCheck } from "../../../pipeline/stages/raster_check_run.ts";
import { outputsOf } from "../../support/outputs.ts";
import {
  digestOfFiles,
  filesOf,
  generated,
  namesIn,
  pathsIn,
} from "../../support/sample_data_set.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

Deno.test("run() of generate writes the same bytes each time, and these on any machine", async () => {
  await withFolder(async (folder) => {
    const digests: string[] = [];
    for (const run of ["a", "b"]) {
      const files = await generated(join(folder, run), {
        seed: 1,
        images: 12,
        shards: 3,
      });
      const { annotations, masks, scenes, ...rest } = files;
      digests.push(digestOfFiles(
        annotations!,
        masks!,
        rest["metadata.csv"]!,
        ...pathsIn(scenes!),
      ));
    }
    assert.equal(
      digests[0],
      "415ec6bdd94d7537e3dd541c946d540beed83e09c1e176a289979c73405bdc0c",
    );
    assert.equal(digests[1], digests[0]);
  });
});

Deno.test("run() of generate adds one picture without touching the others", async () => {
  await withFolder(async (folder) => {
    const params = { seed: 4, images: 18, shards: 4 };
    const before = await generated(join(folder, "a"), params);
    const after = await generated(join(folder, "b"), { ...params, images: 19 });

    for (const port of ["annotations", "masks"]) {
      const old = await filesOf(before[port]!);
      const now = await filesOf(after[port]!);
      for (const [name, bytes] of old) {
        if (name.endsWith(".csv")) continue;
        assert.deepEqual(now.get(name), bytes, name);
      }
      const added = [...now.keys()].filter((name) => !old.has(name));
      assert.ok(added.length > 0);
      assert.ok(added.every((name) => name.includes("generated-00018")));
    }
    const metadata = async (
      files: Readonly<Record<string, string>>,
    ): Promise<string> => await Deno.readTextFile(files["metadata.csv"]!);
    assert.ok((await metadata(after)).startsWith(await metadata(before)));
    const changed = namesIn(after["scenes"]!).filter((name) =>
      digestOfFiles(join(before["scenes"]!, name)) !==
        digestOfFiles(join(after["scenes"]!, name))
    );
    assert.equal(changed.length, 1);
  });
});

Deno.test("run() of generate writes a part for a shard without pictures", async () => {
  await withFolder(async (folder) => {
    const { scenes } = await generated(folder, {
      seed: 1,
      images: 1,
      shards: 3,
    });
    assert.deepEqual(namesIn(scenes!), [
      "00000.json",
      "00001.json",
      "00002.json",
    ]);
    const lists = pathsIn(scenes!).map((path) =>
      JSON.parse(Deno.readTextFileSync(path)).length
    );
    assert.deepEqual(lists.sort(), [0, 0, 1]);
  });
});

Deno.test("run() of generate yields what the stages of a release take", async (t) => {
  await withFolder(async (folder) => {
    const files = await generated(folder, { seed: 1, images: 96, shards: 4 });
    const ingested = stageIO(folder, {
      params: { release: "v1", imagesWithoutMetadata: "refuse" } as const,
      inputs: {
        annotations: files["annotations"]!,
        metadata: files["metadata.csv"]!,
      },
      outputs: outputsOf(ingest),
    });
    await runIngest(ingested);
    const inputs = Object.fromEntries(
      Object.keys(ingest.outputs).map((port) => [port, ingested.output(port)]),
    );

    await t.step("three evaluations of each picture", async () => {
      const evaluations = await readCsv(inputs["evaluations"]!, {
        columns: TABLE_COLUMNS.evaluations,
      });
      assert.equal(evaluations.length, 3 * 96);
      assert.equal(new Set(evaluations.map(({ rater }) => rater)).size, 8);
      assert.equal(new Set(evaluations.map(({ image }) => image)).size, 96);
    });

    await t.step("a mask picture for each outline, as ours are", async () => {
      const io = stageIO(folder, {
        params: {
          sample: 10_000,
          seed: 1,
          naming: "instance",
          tolerance: { differingMasks: 0, differingPixels: 0 },
        } as const,
        inputs: {
          pictures: files["masks"]!,
          masks: inputs["masks"]!,
          runs: inputs["runs"]!,
        },
        outputs: outputsOf(rasterCheck),
      });
      await runRasterCheck(io);
      const { sampled, instances } = JSON.parse(
        await Deno.readTextFile(io.output("summary")),
      );
      const archive = await filesOf(files["masks"]!);
      assert.ok(sampled > 400, `${sampled} masks`);
      assert.equal(instances, archive.size - 1);
      assert.equal(
        parseCsv({
          name: "index",
          text: new TextDecoder().decode(
            archive.get("instance_mask_annotations.csv"),
          ),
        }, { columns: ["image_id", "mask_id", "class_name"] }).length,
        instances,
      );
    });

    await t.step("outlines of 3 to 18 % of most pictures", async () => {
      const shares = await unionShares(inputs);
      const within = shares.filter((share) => share > 0.03 && share < 0.18);
      assert.ok(
        within.length > 0.7 * shares.length,
        `${within.length} of ${shares.length}`,
      );
    });

    await t.step("raters who agree about as in the paper", async () => {
      const io = stageIO(folder, {
        params: PUBLISHED_AGREEMENT,
        inputs,
        outputs: outputsOf(agreement),
      });
      await runAgreement(io);
      const assertNear = async (
        table: "table2a" | "table3a" | "table3b",
        expected: Readonly<Record<string, number>>,
      ): Promise<void> => {
        const cells = await readTable(io.output(table));
        for (const [name, value] of Object.entries(expected)) {
          const cell = cells.find(({ row, column, statistic }) =>
            row === name && column === "f1" && statistic === "mean"
          );
          assert.ok(
            Math.abs(cell!.value - value) < 0.16,
            `${table} ${name}: ${cell!.value} for ${value}`,
          );
        }
      };
      await assertNear("table2a", {
        "Acne": 0.98,
        "Actinic keratosis": 0.94,
        "Psoriasis": 0.92,
        "Seborrheic dermatitis": 0.87,
        "Viral warts": 0.98,
        "Vitiligo": 0.99,
      });
      await assertNear("table3a", {
        "Plaque": 0.78,
        "Papule": 0.65,
        "Scale": 0.88,
        "Macule": 0.13,
        "Nodule": 0.07,
      });
      await assertNear("table3b", {
        "Plaque": 0.48,
        "Patch": 0.45,
        "Scale": 0.48,
        "Open comedo": 0.14,
        "Macule": 0.04,
      });
    });

    await t.step("a census by disease and collection", async () => {
      const datasets = ["Generated A", "Generated B"];
      const io = stageIO(folder, {
        params: {
          ...PUBLISHED_CENSUS,
          table1: { ...PUBLISHED_CENSUS.table1, datasets },
        },
        inputs,
        outputs: outputsOf(census),
      });
      await runCensus(io);
      const cells = await readTable(io.output("table1"));
      for (const diagnosis of DIAGNOSES) {
        for (const dataset of datasets) {
          const cell = cells.find(({ row, column }) =>
            row === diagnosis && column === dataset
          );
          assert.ok(cell!.value > 0, `${diagnosis}, ${dataset}`);
        }
      }
    });
  });
});

/** How much of its picture each evaluation outlines, all characteristics together. */
async function unionShares(
  inputs: Readonly<Record<string, string>>,
): Promise<number[]> {
  const { data } = await readNpy(inputs["runs"]!);
  const rows = await readCsv(inputs["masks"]!, {
    columns: TABLE_COLUMNS.masks,
  });
  const evaluations = Map.groupBy(
    rows,
    ({ image, rater }) => `${rater}_${image}`,
  );
  return [...evaluations.values()].map((masks) => {
    const pixels = new Uint8Array(
      Number(masks[0]!.width) * Number(masks[0]!.height),
    );
    for (const { first_run, runs } of masks) {
      for (let run = 0; run < Number(runs); run++) {
        const at = 2 * (Number(first_run) + run);
        pixels.fill(1, Number(data[at]), Number(data[at + 1]));
      }
    }
    return pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
  });
}
