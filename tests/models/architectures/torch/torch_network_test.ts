import assert from "node:assert/strict";
import type { NetworkPlan } from "../../../../models/architectures/plan/network_plan.ts";
import { buildFromState } from "../../../../models/architectures/torch/build_from_state.ts";
import type { StateDict } from "../../../../models/architectures/torch/state_dict.ts";
import { stateEntries } from "../../../../models/architectures/torch/state_entries.ts";
import { torchNetwork } from "../../../../models/architectures/torch/torch_network.ts";
import { gradCamModel } from "../../../../models/onnx/grad_cam/grad_cam_model.ts";
import { type Floats, runModel } from "../../../support/cam_fixture.ts";
import { madeUpState } from "../../../support/made_up_state.ts";
import { relativeError } from "../../../support/relative_error.ts";
import { someFloats } from "../../../support/tensors.ts";

const SIZE = [64, 96] as const;
const CLASSES = 5;
const IMAGES = someFloats([2, 3, ...SIZE], 3);

/** The weights of a classifier that its trunk has too. */
function trunkOf(state: StateDict, trunk: NetworkPlan): StateDict {
  return { ...state, entries: stateEntries(trunk) };
}

async function scoresOf(
  plan: NetworkPlan,
  state: StateDict,
): Promise<Floats> {
  const outputs = await runModel(buildFromState(plan, { state }), IMAGES);
  return outputs["scores"] as Floats;
}

/** The scores of two images by a matrix and a bias, from the means of maps. */
function linear(
  maps: readonly Float64Array[][],
  { state, name }: { readonly state: StateDict; readonly name: string },
): number[] {
  const [weight, bias] = ["weight", "bias"]
    .map((part) => state.read(`${name}.${part}`).data as Float32Array);
  return maps.flatMap((channels) =>
    [...bias!].map((start, k) =>
      channels.reduce((sum, map, c) => {
        const mean = map.reduce((a, b) => a + b, 0) / map.length;
        return sum + mean * weight![k * channels.length + c]!;
      }, start)
    )
  );
}

/** The maps of each image, in double precision. */
function mapsOf({ dims, data }: Floats): Float64Array[][] {
  const [images = 0, channels = 0, ...size] = dims;
  const places = size[0]! * size[1]!;
  return Array.from(
    { length: images },
    (_, n) =>
      Array.from({ length: channels }, (_, c) => {
        const start = (n * channels + c) * places;
        return Float64Array.from(data.subarray(start, start + places));
      }),
  );
}

Deno.test("torchNetwork() puts timm's head behind the blocks of EfficientNet", async () => {
  const size = SIZE;
  const plan = torchNetwork("efficientnet_b0", { size, classes: CLASSES });
  const trunk = torchNetwork("efficientnet_b0", { size });
  const state = madeUpState(plan);
  const scores = await scoresOf(plan, state);
  const features = await scoresOf(trunk, trunkOf(state, trunk));
  assert.deepEqual(features.dims, [2, 320, 2, 3]);
  assert.deepEqual(scores.dims, [2, CLASSES]);

  const read = (name: string): Float32Array =>
    state.read(name).data as Float32Array;
  const kernel = read("conv_head.weight");
  const [gamma, beta, mean, variance] = [
    "weight",
    "bias",
    "running_mean",
    "running_var",
  ].map((part) => read(`bn2.${part}`));
  const wide = mapsOf(features).map((channels) =>
    Array.from(gamma!, (scale, o) =>
      channels[0]!.map((_, i) => {
        const sum = channels.reduce(
          (total, map, c) => total + map[i]! * kernel[o * 320 + c]!,
          0,
        );
        const x = (sum - mean![o]!) / Math.sqrt(variance![o]! + 1e-5) * scale +
          beta![o]!;
        return x / (1 + Math.exp(-x));
      }))
  );
  const error = relativeError(
    scores.data,
    linear(wide, { state, name: "classifier" }),
  );
  assert.ok(error < 1e-5, `${error}`);
});

Deno.test("torchNetwork() puts a matrix behind the blocks of ResNet-50", async () => {
  const size = SIZE;
  const plan = torchNetwork("resnet50", { size, classes: CLASSES });
  const trunk = torchNetwork("resnet50", { size });
  const state = madeUpState(plan);
  const scores = await scoresOf(plan, state);
  const features = await scoresOf(trunk, trunkOf(state, trunk));
  assert.deepEqual(features.dims, [2, 2048, 2, 3]);
  const error = relativeError(
    scores.data,
    linear(mapsOf(features), { state, name: "fc" }),
  );
  assert.ok(error < 1e-5, `${error}`);
});

Deno.test("torchNetwork() has its target where Grad-CAM looks by default", () => {
  for (const name of ["efficientnet_b0", "resnet50"] as const) {
    const plan = torchNetwork(name, { size: SIZE, classes: CLASSES });
    const model = buildFromState(plan, { state: madeUpState(plan) });
    const { layer, formula } = gradCamModel(model);
    assert.equal(layer, plan.target);
    assert.equal(formula, "closed-form");
  }
});
