/** DermX from the file that torch.save wrote to scores and maps, stage by stage. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { encodePng } from "../../../data/image/encode_png.ts";
import { resizeTorch } from "../../../data/image/resize_torch.ts";
import { toTensor } from "../../../data/image/to_tensor.ts";
import { type NpyArray, readNpy, writeNpy } from "../../../data/npy.ts";
import { writeJson } from "../../../data/write_json.ts";
import { buildFromState } from "../../../models/architectures/torch/build_from_state.ts";
import { dermxModel } from "../../../models/architectures/torch/dermx_model.ts";
import { dermxOn } from "../../../models/architectures/torch/dermx_on.ts";
import { DERMX_OUTPUTS } from "../../../models/architectures/torch/dermx_plan.ts";
import { gradCamModel } from "../../../models/onnx/grad_cam/grad_cam_model.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { DIAGNOSES } from "../../../data/dermx/ontology.ts";
import { build } from "../../../pipeline/stages/build.ts";
import { run as runBuild } from "../../../pipeline/stages/build_run.ts";
import type { ModelCard } from "../../../pipeline/stages/networks/model_card.ts";
import type { Sidecar } from "../../../pipeline/stages/networks/sidecar.ts";
import { preprocessStage } from "../../../pipeline/stages/preprocess.ts";
import { run as runPreprocess } from "../../../pipeline/stages/preprocess_run.ts";
import {
  foldedRewrite,
  type RewriteParams,
} from "../../../pipeline/stages/rewrite.ts";
import { run as runRewrite } from "../../../pipeline/stages/rewrite_run.ts";
import { runModel } from "../../support/cam_fixture.ts";
import {
  DERMX_FIXTURES,
  dermxFixture,
  dermxState,
} from "../../support/dermx_fixture.ts";
import { madeUpState } from "../../support/made_up_state.ts";
import { assetPaths, inferred } from "../../support/network_place.ts";
import { noise } from "../../support/noise.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { relativeError } from "../../support/relative_error.ts";
import { savedState } from "../../support/saved_state.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const CHARACTERISTICS = Array.from({ length: 10 }, (_, k) => `c${k}`);

/** How far the runtime may be from PyTorch in float64. */
const BOUND = 5e-6;

interface Results {
  readonly dx: NpyArray;
  readonly cx: NpyArray;
  readonly cam: NpyArray;
}

/** Rewrites a network, and runs it over pictures. */
async function explained(
  folder: string,
  inputs: Readonly<Record<"model" | "card" | "pixels" | "ids", string>>,
): Promise<Results & { readonly card: ModelCard }> {
  const { model, card, ...pictures } = inputs;
  const params: RewriteParams = {
    id: "dermx",
    device: "wasm",
    labels: CHARACTERISTICS,
    diagnoses: DIAGNOSES,
    layer: null,
  };
  const io = stageIO(join(folder, "rewrite"), {
    params,
    inputs: { model, card },
    outputs: outputsOf(foldedRewrite),
  });
  await runRewrite(io);
  const files = await inferred(join(folder, "infer"), {
    inputs: {
      model: io.output("model"),
      card: io.output("card"),
      ...pictures,
    },
    folded: true,
    batch: 1,
  });
  return {
    card: await readJson(io.output("card")),
    dx: await readNpy(files.diagnoses!),
    cx: await readNpy(files.logits!),
    cam: await readNpy(files.cam!),
  };
}

Deno.test("weights and photographs become scores of both heads and maps", async () => {
  const state = madeUpState(dermxOn("efficientnet_b0"));
  const photographs = {
    a: noise({ width: 60, height: 41, channels: 3 }),
    b: noise({ width: 300, height: 250, channels: 3 }),
  };
  const found = await withFolder(async (folder) => {
    const weights = join(folder, "weights");
    await Deno.writeFile(weights, savedState(state, "model_at_train_end"));
    const built = stageIO(join(folder, "build"), {
      params: {
        network: "DermX",
        labels: CHARACTERISTICS,
        diagnoses: DIAGNOSES,
      },
      inputs: { weights },
      outputs: outputsOf(build),
    });
    await runBuild(built);
    const provenance =
      'DermX on efficientnet_b0, from PyTorch weights of 360 entries that were saved as "model_at_train_end"';
    assert.deepEqual(built.lines, [provenance]);
    assert.deepEqual(await readJson<Sidecar>(built.output("card")), {
      size: [224, 224],
      resize: "torch",
      preprocess: "imagenet",
      labels: CHARACTERISTICS,
      scores: "cx",
      diagnoses: { output: "dx", labels: [...DIAGNOSES] },
      layer: "backbone.blocks.6.0.conv_pwl",
      provenance,
    });

    const stage = preprocessStage({ ofNetwork: true });
    const archive = join(folder, "photographs.tar");
    writeTar(
      archive,
      Object.entries(photographs).map(([id, picture]) => ({
        name: `${id}.png`,
        bytes: encodePng(picture),
      })),
    );
    const prepared = stageIO(join(folder, "preprocess"), {
      params: {},
      inputs: {
        input: built.output("input"),
        photographs: archive,
        ...assetPaths(stage.assets!),
      },
      outputs: outputsOf(stage),
    });
    await runPreprocess(prepared);
    return await explained(folder, {
      model: built.output("model"),
      card: built.output("card"),
      pixels: prepared.output("pixels"),
      ids: prepared.output("ids"),
    });
  });

  const { model, layer } = dermxModel(state);
  const direct = gradCamModel(model, { layer, logits: "cx" });
  assert.equal(found.card.layer, layer);
  assert.equal(found.card.formula, "gradient");
  assert.deepEqual(found.cam.shape, [2, 10, 7, 7]);
  for (const [i, picture] of Object.values(photographs).entries()) {
    const { dims, data } = resizeTorch(toTensor([picture], "imagenet"), {
      width: 224,
      height: 224,
    });
    const outputs = await runModel(direct.model, {
      type: "float32",
      dims,
      data,
    });
    for (const part of ["dx", "cx", "cam"] as const) {
      const expected = outputs[part]!.data as Float32Array;
      const { length } = expected;
      const row = found[part].data.subarray(i * length, (i + 1) * length);
      assert.deepEqual([...row], [...expected], `${part} of picture ${i}`);
    }
  }
});

for (const name of DERMX_FIXTURES) {
  Deno.test(`stored floats become PyTorch's scores of both heads and its maps, of ${name}`, async () => {
    const fixture = await dermxFixture(name);
    const { plan, input } = fixture;
    const [images, , ...size] = input.dims;
    const found = await withFolder(async (folder) => {
      const path = (file: string): string => join(folder, file);
      const model = buildFromState(plan, {
        state: dermxState(name),
        outputs: DERMX_OUTPUTS,
      });
      await Deno.writeFile(path("model.onnx"), writeModel(model));
      await writeJson(
        path("card.json"),
        {
          preprocess: "imagenet",
          resize: "torch",
          labels: CHARACTERISTICS,
          scores: "cx",
          diagnoses: { output: "dx", labels: DIAGNOSES },
          layer: fixture.layer,
        } satisfies Sidecar,
      );
      await writeNpy(path("pixels.npy"), {
        shape: input.dims,
        data: input.data,
      });
      await writeJson(
        path("ids.json"),
        Array.from({ length: images! }, (_, i) => `${i}`),
      );
      return await explained(folder, {
        model: path("model.onnx"),
        card: path("card.json"),
        pixels: path("pixels.npy"),
        ids: path("ids.json"),
      });
    });
    assert.deepEqual(found.card.size, size);
    for (const part of ["dx", "cx", "cam"] as const) {
      assert.deepEqual(found[part].shape, fixture[part].dims);
      const error = relativeError(found[part].data, fixture[part].data);
      assert.ok(error < BOUND, `${part}: ${error}`);
    }
  });
}
