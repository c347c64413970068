import assert from "node:assert/strict";
import { kerasEfficientnetB4 } from "../../../models/architectures/keras_efficientnet_b4.ts";
import { kerasResnet50 } from "../../../models/architectures/keras_resnet50.ts";
import {
  buildNetwork,
  type BuildOptions,
} from "../../../models/architectures/build_network.ts";
import { changedPlan } from "../../support/changed_plan.ts";
import { gradCamModel } from "../../../models/onnx/grad_cam/grad_cam_model.ts";
import { validateGraph } from "../../../models/onnx/validate_graph.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { openSession } from "../../../models/runtime/open_session.ts";
import { someFloats } from "../../support/tensors.ts";

const THIN = { height: 60, width: 70, classes: 4, thickness: 1 / 16 };
const PLANS = [kerasResnet50(THIN), kerasEfficientnetB4(THIN)];

for (const plan of PLANS) {
  Deno.test(`buildNetwork() builds a ${plan.name} that computes, however it is laid out`, async () => {
    const [, height, width] = plan.input.shape;
    const pixels = someFloats([2, 3, height, width], 7);
    const scores = async (options: BuildOptions): Promise<Float32Array> => {
      const model = buildNetwork(plan, { ...options, weights: { seed: 3 } });
      validateGraph(model);
      const session = await openSession(writeModel(model), {
        device: "wasm",
        threads: 1,
      });
      const isLast = options.layout === "NHWC";
      const output = options.softmax ? "probabilities" : "scores";
      const outputs = await session.run({
        image: isLast
          ? {
            type: "float32",
            dims: [2, height, width, 3],
            data: channelsLast(pixels.data, height * width),
          }
          : pixels,
      });
      await session.close();
      const { dims, data } = outputs[output]!;
      assert.deepEqual(dims, [2, 4]);
      return data as Float32Array;
    };
    const first = await scores({});
    assert.ok(first.every(Number.isFinite));
    assert.ok(new Set(first).size === 8, `${first}`);
    assert.deepEqual(await scores({ layout: "NHWC" }), first);
    const shares = await scores({ softmax: true });
    assert.ok(Math.abs(shares.slice(0, 4).reduce((a, b) => a + b) - 1) < 1e-6);
  });

  Deno.test(`buildNetwork() builds a ${plan.name} in which Grad-CAM finds its layer`, () => {
    const { layer, formula, layerDims } = gradCamModel(
      buildNetwork(plan, { layout: "NHWC", softmax: true }),
    );
    assert.equal(layer, plan.target);
    assert.equal(formula, "closed-form");
    assert.deepEqual(layerDims.slice(1), [2, 3]);
  });
}

Deno.test("buildNetwork() makes other weights of another seed, and zeros of none", () => {
  const kernel = (options: BuildOptions): Float32Array => {
    const { graph } = buildNetwork(PLANS[0]!, options);
    return graph.initializers.get("conv1_conv_kernel")!.data as Float32Array;
  };
  assert.ok(kernel({}).every((weight) => weight === 0));
  const one = kernel({ weights: { seed: 1 } });
  assert.deepEqual(kernel({ weights: { seed: 1 } }), one);
  assert.notDeepEqual(kernel({ weights: { seed: 2 } }), one);
  const variance = one.reduce((sum, weight) => sum + weight ** 2, 0) /
    one.length;
  assert.ok(Math.abs(variance / (2 / 147) - 1) < 0.2, `${variance}`);
});

Deno.test("buildNetwork() refuses what it does not know", () => {
  const plan = changedPlan(PLANS[0]!, { conv1_relu: { function: "gelu" } });
  assert.throws(() => buildNetwork(plan), {
    name: "TypeError",
    message:
      'Cannot build the layer "conv1_relu": nothing is known of "gelu" but its name: use layers that a plan describes',
  });
});

/** N×C×H×W as N×H×W×C. */
function channelsLast(
  data: Float32Array,
  places: number,
): Float32Array<ArrayBuffer> {
  return Float32Array.from(data, (_, i) => {
    const [image, place, channel] = [
      Math.floor(i / (3 * places)),
      Math.floor(i / 3) % places,
      i % 3,
    ];
    return data[(3 * image + channel) * places + place]!;
  });
}
