import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { readCsv } from "../../../data/csv.ts";
import { readNpy } from "../../../data/npy.ts";
import { writeJson } from "../../../data/write_json.ts";
import type { ModelCard } from "../../../pipeline/stages/networks/model_card.ts";
import { STATE_COLUMNS } from "../../../pipeline/stages/networks/state_columns.ts";
import {
  foldedReferenceMaps,
  referenceMaps,
  type ReferenceMapsParams,
} from "../../../pipeline/stages/reference_maps.ts";
import { run } from "../../../pipeline/stages/reference_maps_run.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const CARD: ModelCard = {
  id: "small-0",
  size: [96, 128],
  preprocess: "none",
  resize: "bilinear",
  labels: ["Acne", "Wart"],
  layout: "NCHW",
  input: "input",
  batch: null,
  logits: "logits",
  cam: "cam",
  layer: "layer",
  layerDims: [8, 3, 4],
  formula: "closed-form",
  rewritten: [],
  onCpu: [],
};

const CENTRE: ReferenceMapsParams = {
  kind: "centre",
  seed: 1,
  normalisation: "max",
  quantise: false,
};

const RANDOM: ReferenceMapsParams = { ...CENTRE, kind: "random" };

/** The maps of some images, each as a list by class. */
async function mapsOf(
  ids: readonly string[],
  params: ReferenceMapsParams,
): Promise<number[][][]> {
  return await withFolder(async (folder) => {
    const inputs = {
      card: join(folder, "card.json"),
      ids: join(folder, "ids.json"),
    };
    await writeJson(inputs.card, CARD);
    await writeJson(inputs.ids, ids);
    const io = stageIO(folder, {
      params,
      inputs,
      outputs: outputsOf(referenceMaps),
    });
    await run(io);
    assert.deepEqual(await readJson(io.output("ids")), ids);
    assert.deepEqual(
      await readCsv(io.output("states"), { columns: STATE_COLUMNS }),
      ids.flatMap((image) =>
        ["0", "1"].map((index) => ({ image, class: index, state: "ok" }))
      ),
    );
    const { shape, data } = await readNpy(io.output("maps"));
    assert.deepEqual(shape, [ids.length, 2, 3, 4]);
    return ids.map((_, i) =>
      [0, 1].map((k) => [...data.slice(12 * (2 * i + k), 12 * (2 * i + k + 1))])
    );
  });
}

Deno.test("run() of reference_maps gives every class of every image one bell in the middle", async () => {
  const [[first, second], other] = await mapsOf(["a", "b"], CENTRE) as [
    [number[], number[]],
    number[][],
  ];
  assert.deepEqual(second, first);
  assert.deepEqual(other, [first, first]);

  // Columns lie 3/8 and 1/8 of the width from the middle, rows 1/3 of the height.
  const bell = (x: number, y: number): number =>
    Math.exp(-8 * (x * x + y * y)) / Math.exp(-8 / 64);
  const row = (y: number): number[] =>
    [3 / 8, 1 / 8, 1 / 8, 3 / 8].map((x) => bell(x, y));
  [...row(1 / 3), ...row(0), ...row(1 / 3)].forEach((value, i) =>
    assert.ok(Math.abs(first[i]! - value) < 1e-6, `place ${i}`)
  );
  assert.equal(Math.max(...first), 1);
});

Deno.test("run() of reference_maps gives each image and class noise of its own", async () => {
  const [[first, second], [other]] = await mapsOf(["a", "b"], RANDOM) as [
    [number[], number[]],
    [number[]],
  ];
  assert.notDeepEqual(second, first);
  assert.notDeepEqual(other, first);

  // The first eight of twelve values, before the division by the largest of all.
  const digest = createHash("sha256").update('[1,"a",0]').digest();
  const raw = Array.from(
    { length: 8 },
    (_, i) => digest.readUInt32BE(4 * i) / 2 ** 32,
  );
  raw.forEach((value, i) =>
    assert.ok(Math.abs(first[i]! / first[0]! - value / raw[0]!) < 1e-5)
  );
  assert.equal(Math.max(...first), 1);
});

Deno.test("run() of reference_maps makes noise of the seed and the image alone", async () => {
  const [, wanted] = await mapsOf(["a", "b"], RANDOM);
  assert.deepEqual(await mapsOf(["b"], RANDOM), [wanted]);
  assert.notDeepEqual(await mapsOf(["b"], { ...RANDOM, seed: 2 }), [wanted]);
});

Deno.test("run() of reference_maps makes noise that is uniform", async () => {
  const ids = Array.from({ length: 500 }, (_, i) => `image ${i}`);
  const maps = (await mapsOf(ids, RANDOM)).flat();
  // Each map was divided by the largest of its 12 values, whose mean is 12/13; what
  // is left is that value, 1, and 11 uniform in [0, 1].
  const mean = maps.flat().reduce((sum, value) => sum + value, 0) /
    (12 * maps.length);
  assert.ok(Math.abs(mean - (1 + 11 / 2) / 12) < 0.01, `${mean}`);
});

Deno.test("run() of reference_maps quantises as the network's maps are", async () => {
  for (const params of [CENTRE, RANDOM]) {
    const [exact] = (await mapsOf(["a"], params)).flat();
    const [quantised] = (await mapsOf(["a"], { ...params, quantise: true }))
      .flat();
    assert.deepEqual(
      quantised,
      exact!.map((value) =>
        Math.fround(Math.trunc(Math.fround(255 * value)) / 255)
      ),
    );
  }
});

Deno.test("foldedReferenceMaps takes a card a fold, and is the same stage otherwise", () => {
  const { shardBy, ...rest } = foldedReferenceMaps;
  const { shardBy: plain, ...same } = referenceMaps;
  assert.deepEqual([plain, shardBy], [["ids"], ["card", "ids"]]);
  assert.deepEqual(rest, same);
});

Deno.test("run() of reference_maps copes with a shard without images", async () => {
  assert.deepEqual(await mapsOf([], CENTRE), []);
});
