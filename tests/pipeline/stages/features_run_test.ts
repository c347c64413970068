import assert from "node:assert/strict";
import { join } from "node:path";
import { readNpy, writeNpy } from "../../../data/npy.ts";
import { writeJson } from "../../../data/write_json.ts";
import { sampleTrunk } from "../../../models/architectures/sample/sample_trunk.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { features } from "../../../pipeline/stages/features.ts";
import { run } from "../../../pipeline/stages/features_run.ts";
import { runModel } from "../../support/cam_fixture.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";
import { floats, someFloats } from "../../support/tensors.ts";

const SIZE = [20, 30] as const;
const VALUES = 3 * SIZE[0] * SIZE[1];
const TRUNK = sampleTrunk("texture_bank", { size: SIZE });
const IDS = ["a", "b", "c", "d", "e"];

/** The pixels of some pictures: N×H×W×3. */
function pixels(count: number): Uint8Array<ArrayBuffer> {
  const noise = someFloats([count, VALUES], 8).data;
  return Uint8Array.from(noise, (x) => 150 + 90 * x);
}

/** Runs the stage on pictures; gives the paths of what it writes. */
async function extracted(
  folder: string,
  { count, ids = IDS.slice(0, count), size = SIZE }: {
    readonly count: number;
    readonly ids?: readonly string[];
    readonly size?: readonly [number, number];
  },
): Promise<(port: string) => string> {
  const path = (name: string): string => join(folder, name);
  await Deno.writeFile(path("trunk.onnx"), writeModel(TRUNK));
  await writeJson(path("card.json"), { preprocess: "none" });
  await writeNpy(path("pixels.npy"), {
    shape: [count, ...size, 3],
    data: pixels(count),
  });
  await writeJson(path("ids.json"), ids);
  const assets = Object.entries(features.assets ?? {});
  const io = stageIO(folder, {
    params: { batch: 2 },
    inputs: {
      ...Object.fromEntries(
        assets.map(([name, { pathname }]) => [name, pathname]),
      ),
      model: path("trunk.onnx"),
      card: path("card.json"),
      pixels: path("pixels.npy"),
      ids: path("ids.json"),
    },
    outputs: outputsOf(features),
  });
  await run(io);
  return (port) => io.output(port);
}

Deno.test("features has a row a picture, the same in any batch", async () => {
  await withFolder(async (folder) => {
    const output = await extracted(folder, { count: 5 });
    assert.deepEqual(await readJson(output("ids")), IDS);
    const { shape, data } = await readNpy(output("features"));
    assert.deepEqual(shape, [5, 60]);
    const bytes = pixels(5);
    const places = SIZE[0] * SIZE[1];
    for (let picture = 0; picture < 5; picture++) {
      const first = Array.from({ length: VALUES }, (_, i) => {
        const channel = Math.floor(i / places);
        return bytes[picture * VALUES + 3 * (i % places) + channel]!;
      });
      const alone = await runModel(TRUNK, floats([1, 3, ...SIZE], first));
      assert.deepEqual(
        [...data.subarray(60 * picture, 60 * picture + 60)],
        [...alone.features!.data],
      );
    }
    assert.ok(data.some((x) => x > 0.1));
  });
});

Deno.test("features of a shard without pictures are an array without rows", async () => {
  await withFolder(async (folder) => {
    const output = await extracted(folder, { count: 0 });
    assert.deepEqual(await readJson(output("ids")), []);
    assert.deepEqual((await readNpy(output("features"))).shape, [0, 60]);
  });
});

Deno.test("features refuses pictures of another size, or other ids", async () => {
  await withFolder(async (folder) => {
    await assert.rejects(extracted(folder, { count: 2, ids: ["a"] }), {
      name: "RangeError",
      message: /1 ids, and 2 rows of features/,
    });
    await assert.rejects(extracted(folder, { count: 2, size: [30, 20] }), {
      name: "RangeError",
      message: /texture_bank takes 20 x 30/,
    });
  });
});
