import assert from "node:assert/strict";
import { dermxOn } from "../../../models/architectures/torch/dermx_on.ts";
import {
  type DermxHeads,
  withDermxHeads,
} from "../../../models/architectures/with_dermx_heads.ts";
import { gradCamModel } from "../../../models/onnx/grad_cam/grad_cam_model.ts";
import type { Model } from "../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { validateGraph } from "../../../models/onnx/validate_graph.ts";
import { runModel } from "../../support/cam_fixture.ts";
import { modelOf } from "../../support/onnx_models.ts";
import { floats, someFloats } from "../../support/tensors.ts";

/** Three channels of 2 × 2 places; features are their means. */
function trunk(): Model {
  const builder = new GraphBuilder("trunk");
  builder.input({ name: "image", type: "float32", dims: ["n", 3, 2, 2] });
  builder.op("Abs", ["image"], { outputs: ["maps"] });
  const [pooled] = builder.op("GlobalAveragePool", ["maps"]);
  // Its name is one that a head might want for itself.
  builder.op("Flatten", [pooled!], { outputs: ["cx_clf.1"] });
  builder.output({ name: "cx_clf.1", type: "float32", dims: ["n", 3] });
  return modelOf(builder.build());
}

const layer = (outputs: number, inputs: number, seed: number) => ({
  weights: someFloats([outputs, inputs], seed).data,
  bias: someFloats([outputs], seed + 50).data,
});

const HEADS: DermxHeads = {
  cxHidden: layer(4, 3, 1),
  cx: layer(2, 4, 2),
  dxHidden: layer(4, 3, 3),
  dx: layer(3, 4 + 2, 4),
};

/** Scores and signed maps of one image, in float64. */
function byHand(image: ArrayLike<number>) {
  const maps = Array.from(image, Math.abs);
  const features = [0, 1, 2].map((c) =>
    (maps[4 * c]! + maps[4 * c + 1]! + maps[4 * c + 2]! + maps[4 * c + 3]!) / 4
  );
  const apply = (
    { weights, bias }: DermxHeads["cx"],
    x: readonly number[],
  ): number[] =>
    Array.from(
      bias,
      (start, k) =>
        x.reduce(
          (sum, value, j) => sum + weights[k * x.length + j]! * value,
          start,
        ),
    );
  const relu = (x: number): number => Math.max(0, x);
  const hidden = apply(HEADS.cxHidden, features).map(relu);
  const cx = apply(HEADS.cx, hidden);
  const dx = apply(HEADS.dx, [
    ...apply(HEADS.dxHidden, features).map(relu),
    ...cx,
  ]);
  // ∂cx_k / ∂maps_cp is a quarter of ∂cx_k / ∂feature_c.
  const cam = cx.flatMap((_, k) =>
    [0, 1, 2, 3].map((place) =>
      [0, 1, 2].reduce((sum, c) => {
        const slope = hidden.reduce(
          (sum, value, u) =>
            value === 0 ? sum : sum +
              HEADS.cx.weights[4 * k + u]! * HEADS.cxHidden.weights[3 * u + c]!,
          0,
        );
        return sum + slope / 4 * maps[4 * c + place]!;
      }, 0)
    )
  );
  return { cx, dx, cam };
}

function assertClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
): void {
  assert.equal(actual.length, expected.length);
  for (const [i, x] of expected.entries()) {
    assert.ok(Math.abs(actual[i]! - x) < 1e-6, `${actual[i]} is not ${x}`);
  }
}

Deno.test("withDermxHeads() puts both heads behind the features", async () => {
  const model = trunk();
  const nodes = model.graph.nodes.length;
  const whole = withDermxHeads(model, HEADS);
  validateGraph(whole);
  assert.equal(model.graph.nodes.length, nodes);
  assert.deepEqual(whole.graph.outputs, [
    { name: "dx", type: "float32", dims: ["n", 3] },
    { name: "cx", type: "float32", dims: ["n", 2] },
  ]);
  const images = someFloats([5, 3, 2, 2], 9);
  const { dx, cx } = await runModel(whole, images);
  for (let i = 0; i < 5; i++) {
    const expected = byHand(images.data.subarray(12 * i, 12 * i + 12));
    assertClose(
      (dx!.data as Float32Array).subarray(3 * i, 3 * i + 3),
      expected.dx,
    );
    assertClose(
      (cx!.data as Float32Array).subarray(2 * i, 2 * i + 2),
      expected.cx,
    );
  }
});

Deno.test("withDermxHeads() makes networks whose characteristics have maps", async () => {
  const { model, logits, cam, layerDims } = gradCamModel(
    withDermxHeads(trunk(), HEADS),
    { logits: "cx", layer: "maps", inputShape: [1, 3, 2, 2] },
  );
  assert.equal(logits, "cx");
  assert.deepEqual(layerDims, [3, 2, 2]);
  for (let seed = 20; seed < 26; seed++) {
    const image = someFloats([1, 3, 2, 2], seed);
    const outputs = await runModel(model, image);
    const expected = byHand(image.data);
    assertClose(outputs["cx"]!.data as Float32Array, expected.cx);
    assertClose(outputs["dx"]!.data as Float32Array, expected.dx);
    assertClose(outputs[cam]!.data as Float32Array, expected.cam);
  }
});

Deno.test("withDermxHeads() calls layers as DermX's plan does", () => {
  const { graph } = withDermxHeads(trunk(), HEADS);
  const ours = graph.nodes.map(({ name }) => name).filter((name) =>
    /^[cd]x_/.test(name)
  );
  const planned = dermxOn("resnet50").layers.map(({ name }) => name)
    .filter((name) => /^[cd]x_/.test(name));
  assert.deepEqual(ours.toSorted(), planned.toSorted());
  const weights = [...graph.initializers.keys()].filter((name) =>
    /^[cd]x_.*\.(weight|bias)$/.test(name)
  );
  assert.equal(weights.length, 8);
});

Deno.test("withDermxHeads() refuses heads and networks that do not fit", () => {
  for (
    const [name, other, message] of [
      ["cxHidden", layer(4, 2, 1), /"cx_clf\.1" has 8 weights, .* 3 inputs/],
      ["cx", layer(2, 3, 1), /"cx_clf\.4" has 6 weights, .* 4 inputs need 8/],
      ["dxHidden", layer(4, 4, 1), /"dx_clf_prep\.1" has 16 weights/],
      ["dx", layer(3, 4, 1), /"dx_clf" has 12 weights, .* 6 inputs need 18/],
    ] as const
  ) {
    assert.throws(() => withDermxHeads(trunk(), { ...HEADS, [name]: other }), {
      name: "RangeError",
      message,
    });
  }
  const headed = withDermxHeads(trunk(), HEADS);
  assert.throws(() => withDermxHeads(headed, HEADS), {
    name: "TypeError",
    message: /model "trunk": its only output/,
  });
});

Deno.test("withDermxHeads() keeps features of any size", async () => {
  const builder = new GraphBuilder("one");
  builder.input({ name: "x", type: "float32", dims: ["n", 1] });
  builder.op("Identity", ["x"], { outputs: ["features"] });
  builder.output({ name: "features", type: "float32", dims: ["n", 1] });
  const one = { weights: [1], bias: [0] };
  const model = withDermxHeads(modelOf(builder.build()), {
    cxHidden: one,
    cx: { weights: [-1], bias: [0] },
    dxHidden: one,
    dx: { weights: [10, 1], bias: [0.5] },
  });
  const { cx, dx } = await runModel(model, floats([2, 1], [3, -3]));
  // The second image opens no hidden unit.
  assert.deepEqual([...cx!.data], [-3, 0]);
  assert.deepEqual([...dx!.data], [27.5, 0.5]);
});
