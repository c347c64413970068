import assert from "node:assert/strict";
import { buildFromState } from "../../../../models/architectures/torch/build_from_state.ts";
import { dermxModel } from "../../../../models/architectures/torch/dermx_model.ts";
import { dermxOn } from "../../../../models/architectures/torch/dermx_on.ts";
import { DERMX_OUTPUTS } from "../../../../models/architectures/torch/dermx_plan.ts";
import { isPresent } from "../../../../models/maps/is_present.ts";
import { maskAbsent } from "../../../../models/maps/mask_absent.ts";
import { normaliseMap } from "../../../../models/maps/normalise_map.ts";
import { gradCamModel } from "../../../../models/onnx/grad_cam/grad_cam_model.ts";
import type { Model } from "../../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../../models/onnx/model_builder.ts";
import { validateGraph } from "../../../../models/onnx/validate_graph.ts";
import { runModel } from "../../../support/cam_fixture.ts";
import {
  DERMX_FIXTURES,
  dermxFixture,
  dermxState,
} from "../../../support/dermx_fixture.ts";
import { madeUpState } from "../../../support/made_up_state.ts";
import { relativeError } from "../../../support/relative_error.ts";

const BOUND = 5e-6;
const EPSILON = 1e-5;

for (const name of DERMX_FIXTURES) {
  Deno.test(`buildFromState() gives PyTorch's scores, and gradCamModel() its maps, of ${name}`, async () => {
    const fixture = await dermxFixture(name);
    const model = buildFromState(fixture.plan, {
      state: dermxState(name),
      outputs: DERMX_OUTPUTS,
    });
    validateGraph(model);
    const { target } = fixture.plan;
    assert.equal(target, fixture.layer);
    const explained = gradCamModel(model, { layer: target, logits: "cx" });
    assert.equal(explained.formula, "gradient");
    assert.equal(explained.layer, target);
    const outputs = await runModel(explained.model, fixture.input);
    const data = (output: string): Float32Array =>
      outputs[output]!.data as Float32Array;

    for (const part of ["dx", "cx", "cam"] as const) {
      assert.deepEqual(outputs[part]!.dims, fixture[part].dims);
      const error = relativeError(data(part), fixture[part].data);
      assert.ok(error < BOUND, `${part}: ${error}`);
    }
    // A map at a time, through to what is shown.
    const { dims: [images, count, height, width] } = fixture.cam;
    const places = height! * width!;
    const cx = data("cx");
    const present = [...cx].filter(isPresent).length;
    assert.ok(present > 0 && present < images! * count!, `${present}`);
    for (const [i, logit] of cx.entries()) {
      const range = [i * places, (i + 1) * places] as const;
      const raw = data("cam").subarray(...range);
      const expected = fixture.cam.data.subarray(...range);
      assert.ok(relativeError(raw, expected) < 10 * BOUND);
      const shown = maskAbsent(normaliseMap(raw, "min-max"), logit);
      for (const [j, value] of shown.entries()) {
        const apart = Math.abs(value - fixture.shown.data[range[0] + j]!);
        assert.ok(apart < 1e-4, `${i}, ${j}: ${apart}`);
      }
    }
  });
}

Deno.test("gradCamModel() gives the maps of DermX that follow from its weights in closed form", async () => {
  const name = "dermx_efficientnet";
  const { plan, input } = await dermxFixture(name);
  const state = dermxState(name);
  const model = buildFromState(plan, { state, outputs: DERMX_OUTPUTS });
  const { model: explained } = gradCamModel(model, {
    layer: plan.target,
    logits: "cx",
  });
  const pooled = "cx_clf.1";
  const outputs = await runModel(
    showing(explained, [plan.target, pooled]),
    input,
  );
  const values = (tensor: string): Float32Array =>
    outputs[tensor]!.data as Float32Array;
  const weights = (entry: string): Float32Array =>
    state.read(entry).data as Float32Array;

  const [images = 0, channels = 0, ...size] = outputs[plan.target]!.dims;
  const places = size[0]! * size[1]!;
  const norm = plan.target.replace("conv_pwl", "bn3");
  const [gamma, variance] = ["weight", "running_var"]
    .map((part) => weights(`${norm}.${part}`));
  const [first, second] = ["cx_clf.1.weight", "cx_clf.4.weight"].map(weights);
  const hidden = 64;
  // w_c = γ_c / √(σ²_c + ε) · J_kc / (H·W), J the Jacobian of the head at the image.
  const maps: number[] = [];
  for (let n = 0; n < images; n++) {
    const open = values(pooled).subarray(n * hidden, (n + 1) * hidden)
      .map((value) => value > 0 ? 1 : 0);
    for (let k = 0; k < 10; k++) {
      const map = new Float64Array(places);
      for (let c = 0; c < channels; c++) {
        let jacobian = 0;
        for (let u = 0; u < hidden; u++) {
          jacobian += open[u]! * second![k * hidden + u]! *
            first![u * channels + c]!;
        }
        const weight = gamma![c]! / Math.sqrt(variance![c]! + EPSILON) *
          jacobian / places;
        const start = (n * channels + c) * places;
        for (let i = 0; i < places; i++) {
          map[i]! += weight * values(plan.target)[start + i]!;
        }
      }
      maps.push(...map);
    }
  }
  const error = relativeError(values("cam"), maps);
  assert.ok(error < BOUND, `${error}`);
});

Deno.test("dermxModel() builds DermX for its backbone's pictures, with names of the state dict", () => {
  const state = madeUpState(dermxOn("efficientnet_b0"));
  const { model, backbone, size, layer } = dermxModel(state);
  assert.equal(backbone, "efficientnet_b0");
  assert.deepEqual(size, [224, 224]);
  assert.deepEqual(model.graph.inputs[0]!.dims, ["n", 3, 224, 224]);
  assert.deepEqual(
    model.graph.outputs.map(({ name, dims }) => [name, dims]),
    [["dx", ["n", 6]], ["cx", ["n", 10]]],
  );
  // All but the counters of batches are in the graph.
  const floats = [...state.entries].filter(([, { type }]) =>
    type === "float32"
  );
  assert.deepEqual(
    [...model.graph.initializers.keys()].sort(),
    floats.map(([name]) => name).sort(),
  );
  const explained = gradCamModel(model, { layer, logits: "cx" });
  assert.deepEqual(explained.layerDims, [320, 7, 7]);
  const small = dermxModel(state, { size: [96, 64] });
  const { layerDims } = gradCamModel(small.model, { layer, logits: "dx" });
  assert.deepEqual(layerDims, [320, 3, 2]);
});

/** A model with more of its tensors as outputs. */
function showing(model: Model, tensors: readonly string[]): Model {
  const builder = GraphBuilder.from(model.graph);
  for (const name of tensors) {
    builder.output({ name, type: "float32", dims: undefined });
  }
  return { ...model, graph: builder.build() };
}
