/** The stages from photographs to maps, bundled and sandboxed, as one study. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeCsv } from "../../../data/csv.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { encodePng } from "../../../data/image/encode_png.ts";
import { readNpy } from "../../../data/npy.ts";
import { writeJson } from "../../../data/write_json.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { rememberedDevice } from "../../../models/runtime/remembered_device.ts";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { gradcam } from "../../../pipeline/stages/gradcam.ts";
import { inferStage } from "../../../pipeline/stages/infer.ts";
import type { StudyDevice } from "../../../pipeline/stages/networks/study_device.ts";
import { parity } from "../../../pipeline/stages/parity.ts";
import {
  PHOTOGRAPH_EXTENSIONS,
  photographs,
} from "../../../pipeline/stages/photographs.ts";
import { preprocess } from "../../../pipeline/stages/preprocess.ts";
import { rewrite } from "../../../pipeline/stages/rewrite.ts";
import { shardOf } from "../../../pipeline/stages/shards/shard_of.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import {
  expectedOf,
  picturePixels,
  PIXELS,
  REWRITE,
  SIX,
} from "../../support/network_place.ts";
import { relativeError } from "../../support/relative_error.ts";
import { smallNet } from "../../support/small_net.ts";
import { toyNode, ToyProject, type ToyRun } from "../../support/toy_project.ts";

const SHARDS = 3;

/** The images at first, and one that comes later. */
const IMAGES = ["0H", "1H", "2H", "3H"];
const LATER = "4H";

let project: ToyProject;

Deno.test.beforeAll(async () => {
  project = await ToyProject.ofThis();
});
Deno.test.afterAll(() => project[Symbol.asyncDispose]());

function fileUrl(name: string): URL {
  return pathToFileURL(join(project.folder, name));
}

/** What a user has: a folder of pictures, metadata, a network and what is beside it. */
async function supply(images: readonly string[]): Promise<void> {
  const [height, width] = PIXELS;
  await Deno.mkdir(fileUrl("pictures"), { recursive: true });
  for (const [i, image] of images.entries()) {
    const picture = { width, height, data: picturePixels(i) };
    await Deno.writeFile(fileUrl(`pictures/${image}.png`), encodePng(picture));
  }
  await writeCsv(join(project.folder, "images.csv"), {
    columns: TABLE_COLUMNS.images,
    rows: images.map((image) => ({
      image,
      file: `${image}.jpeg`,
      original_file: "",
      dataset: "",
      diagnosis: "",
      skin_tone: "",
      age: "",
    })),
  });
  const model = smallNet({ head: SIX, size: PIXELS });
  await Deno.writeFile(fileUrl("net.onnx"), writeModel(model));
  await writeJson(join(project.folder, "net.onnx.json"), {
    preprocess: "imagenet",
  });
}

/** The nodes of one network on a device. */
async function nodes(device: StudyDevice): Promise<StudyNode[]> {
  const { facts } = await rememberedDevice(device, {
    file: join(project.folder, "device.json"),
  });
  const from = (node: string, port: string) => ({ node, port });
  const network = {
    model: from("rewrite", "model"),
    card: from("rewrite", "card"),
    pixels: from("preprocess", "pixels"),
    ids: from("preprocess", "ids"),
  };
  return [
    toyNode(photographs, {
      params: { division: { by: "id", shards: SHARDS } },
      inputs: {
        pictures: {
          folder: fileUrl("pictures"),
          extensions: PHOTOGRAPH_EXTENSIONS,
        },
        images: { file: fileUrl("images.csv") },
      },
    }),
    toyNode(rewrite, {
      params: { ...REWRITE, device },
      inputs: {
        model: { file: fileUrl("net.onnx") },
        card: { file: fileUrl("net.onnx.json") },
      },
    }),
    toyNode(preprocess, {
      inputs: {
        input: from("rewrite", "input"),
        photographs: from("photographs", "photographs"),
      },
    }),
    ...(device === "webgpu"
      ? [toyNode(parity, {
        params: { images: 2, tolerance: 1e-4, facts },
        device: facts,
        inputs: network,
      })]
      : []),
    toyNode(inferStage(device), {
      params: { batch: 2, facts },
      device: facts,
      inputs: {
        ...network,
        input: from("rewrite", "input"),
        ...(device === "webgpu" && { verdict: from("parity", "verdict") }),
      },
    }),
    toyNode(gradcam, {
      params: { normalisation: "max", quantise: true },
      inputs: { cam: from("infer", "cam"), ids: from("infer", "ids") },
    }),
  ];
}

async function run(device: StudyDevice): Promise<ToyRun> {
  const found = await project.run(await nodes(device));
  assert.deepEqual(found.failures, {});
  return found;
}

/** The raw maps of each image. */
async function mapsOf(run: ToyRun): Promise<Map<string, Float32Array>> {
  const maps = new Map<string, Float32Array>();
  const ids = await project.text(run, "infer", "ids");
  for (const [shard, path] of project.blobs(run, "infer", "cam").entries()) {
    const { shape: [images = 0], data } = await readNpy(path);
    const row = data.length / images;
    JSON.parse(ids[shard]!).forEach((id: string, i: number) =>
      maps.set(id, Float32Array.from(data.slice(i * row, (i + 1) * row)))
    );
  }
  return maps;
}

function shards(node: string, which: readonly number[]): string[] {
  return which.map((shard) => `${node}#${shard}`);
}

async function assertMaps(
  run: ToyRun,
  images: readonly string[],
): Promise<void> {
  const maps = await mapsOf(run);
  assert.deepEqual([...maps.keys()].sort(), images);
  for (const [i, image] of images.entries()) {
    const error = relativeError(maps.get(image)!, expectedOf(i).maps);
    assert.ok(error < 1e-5, `${image} is off by ${error}`);
  }
}

Deno.test("photographs become maps, and one more photograph runs one shard again", async () => {
  await supply(IMAGES);
  const first = await run("wasm");
  await assertMaps(first, IMAGES);
  assert.deepEqual((await run("wasm")).executed, []);

  await supply([...IMAGES, LATER]);
  const second = await run("wasm");
  const shard = [shardOf(LATER, SHARDS)];
  assert.deepEqual(second.executed, [
    ...shards("gradcam", shard),
    ...shards("infer", shard),
    "photographs",
    ...shards("preprocess", shard),
  ]);
  await assertMaps(second, [...IMAGES, LATER]);
});

Deno.test(
  "photographs become the same maps on WebGPU, once it has passed",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    await supply(IMAGES);
    const found = await run("webgpu");
    assert.ok(found.executed.includes("parity"));
    await assertMaps(found, IMAGES);
    assert.deepEqual((await run("webgpu")).executed, []);
  },
);
