import assert from "node:assert/strict";
import { buildNetwork } from "../../../../models/architectures/build_network.ts";
import { kerasEfficientnetB4 } from "../../../../models/architectures/keras_efficientnet_b4.ts";
import { kerasResnet50 } from "../../../../models/architectures/keras_resnet50.ts";
import type { NetworkPlan } from "../../../../models/architectures/plan/network_plan.ts";
import {
  type GradCamModel,
  gradCamModel,
} from "../../../../models/onnx/grad_cam/grad_cam_model.ts";
import { GraphBuilder } from "../../../../models/onnx/model_builder.ts";
import { validateGraph } from "../../../../models/onnx/validate_graph.ts";
import { type Floats, runModel } from "../../../support/cam_fixture.ts";
import { adapterIsThere, needsWebgpu } from "../../../support/needs_webgpu.ts";
import { relativeError } from "../../../support/relative_error.ts";
import { floats, someFloats } from "../../../support/tensors.ts";
import { tensorflowStyle } from "../../../support/tensorflow_style.ts";

const THIN = { height: 60, width: 70, classes: 4, thickness: 1 / 16 };
const WEIGHTS = { seed: 5 };

/** Networks with a Flatten in the order of rows, columns and channels, or with means. */
const PLANS = {
  "ResNet-50, all places in a row": kerasResnet50(THIN),
  "ResNet-50, means": kerasResnet50({ ...THIN, head: "mean" }),
  "EfficientNet-B4": kerasEfficientnetB4(THIN),
};

for (const [name, plan] of Object.entries(PLANS)) {
  const image = imageFor(plan);
  const first = buildNetwork(plan, { weights: WEIGHTS, softmax: true });
  const last = tensorflowStyle(plan, WEIGHTS);

  Deno.test(`gradCamModel() chooses the same layer of ${name}, channels first or last`, async () => {
    const one = gradCamModel(first);
    const other = gradCamModel(last);
    assert.equal(one.layer, plan.target);
    assert.deepEqual(other.layerDims, one.layerDims);
    assert.equal(other.candidates.at(-1), other.layer);
    const [values, turned] = await Promise.all([
      outputOf(one, { input: image, output: one.layer }),
      outputOf(other, { input: channelsLast(image), output: other.layer }),
    ]);
    assert.ok(values.data.some((value) => value > 0));
    close(turned, channelsLast(values));
  });

  for (const formula of ["closed-form", "gradient"] as const) {
    for (
      const what of [
        { classes: "all", target: "logit" },
        { classes: "top", target: "probability" },
      ] as const
    ) {
      Deno.test(`gradCamModel() yields the same maps of ${name}, channels first or last: ${formula}, ${what.classes}, ${what.target}`, async () => {
        const one = gradCamModel(first, { ...what, formula });
        const other = gradCamModel(last, { ...what, formula });
        validateGraph(other.model);
        assert.deepEqual([one.formula, other.formula], [formula, formula]);
        const [maps, turned] = await Promise.all([
          outputOf(one, { input: image }),
          outputOf(other, { input: channelsLast(image) }),
        ]);
        assert.deepEqual(maps.dims, [2, what.classes === "all" ? 4 : 1, 2, 3]);
        close(turned, maps);
      });
    }
  }
}

for (const formula of ["closed-form", "gradient"] as const) {
  Deno.test({
    name:
      `gradCamModel() yields the same maps with channels last on webgpu: ${formula}`,
    ...needsWebgpu(),
    async fn() {
      await adapterIsThere();
      const plan = PLANS["ResNet-50, all places in a row"];
      const cam = gradCamModel(tensorflowStyle(plan, WEIGHTS), { formula });
      const input = channelsLast(imageFor(plan));
      const { [cam.cam]: found } = await runModel(cam.model, input, "webgpu");
      close(found as Floats, await outputOf(cam, { input }));
    },
  });
}

/** Two images of noise, of numbers at which no softmax saturates. */
function imageFor({ name, input: { shape } }: NetworkPlan): Floats {
  const { dims, data } = someFloats([2, ...shape], 7);
  return floats(
    dims,
    data.map((value) => name === "resnet50" ? value / 1e3 : 127 * (1 + value)),
  );
}

/** An output of a model that yields maps: the maps unless said. */
async function outputOf(
  { model, cam }: GradCamModel,
  { input, output = cam }: { readonly input: Floats; readonly output?: string },
): Promise<Floats> {
  const { outputs } = model.graph;
  const builder = GraphBuilder.from({ ...model.graph, outputs: [] });
  builder.output({
    name: output,
    type: "float32",
    dims: outputs.find(({ name }) => name === output)?.dims,
  });
  const found = await runModel({ ...model, graph: builder.build() }, input);
  return found[output] as Floats;
}

/** N×C×H×W as N×H×W×C. */
function channelsLast({ dims, data }: Floats): Floats {
  const [images = 0, channels = 0, height = 0, width = 0] = dims;
  const places = height * width;
  return floats(
    [images, height, width, channels],
    Array.from(data, (_, i) => {
      const channel = i % channels;
      const place = Math.floor(i / channels) % places;
      const image = Math.floor(i / channels / places);
      return data[(image * channels + channel) * places + place]!;
    }),
  );
}

/** Sums in another order change the last digits. */
const ROUNDING = 5e-6;

function close(found: Floats, wanted: Floats): void {
  assert.deepEqual(found.dims, wanted.dims);
  const error = relativeError(found.data, wanted.data);
  assert.ok(error < ROUNDING, `${error}`);
}
