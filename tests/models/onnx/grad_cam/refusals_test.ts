import assert from "node:assert/strict";
import { gradCamModel } from "../../../../models/onnx/grad_cam/grad_cam_model.ts";
import type { Dim, Model, ValueInfo } from "../../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../../models/onnx/model_builder.ts";
import {
  camFixture,
  type Floats,
  runModel,
} from "../../../support/cam_fixture.ts";
import { modelOf } from "../../../support/onnx_models.ts";
import { relativeError } from "../../../support/relative_error.ts";
import { ints, someFloats } from "../../../support/tensors.ts";

Deno.test("gradCamModel() lists layers with their shapes where one is wrong", async () => {
  const { model } = await camFixture("resnet");
  assert.throws(() => gradCamModel(model, { layer: "layer4" }), {
    name: "RangeError",
    message:
      /^Cannot find the layer "layer4": no tensor or node of this name is in the model: choose one of "\/network\/early\/.*" \(N×8×8×12\), .*"late" \(N×10×4×6\)$/,
  });
});

Deno.test("gradCamModel() refuses a layer that the scores do not depend on", async () => {
  const { model } = await camFixture("resnet");
  const [weight = ""] = model.graph.initializers.keys();
  assert.throws(() => gradCamModel(model, { layer: weight }), {
    name: "RangeError",
    message:
      /: no tensor or node of this name lies between the image and the scores:/,
  });
});

Deno.test("gradCamModel() refuses a layer without rows and columns", async () => {
  const { model } = await camFixture("vgg");
  const { graph } = model;
  const flat = graph.nodes.find(({ op }) => op === "Flatten")!;
  assert.throws(() => gradCamModel(model, { layer: flat.outputs[0]! }), {
    name: "TypeError",
    message:
      /^Cannot use the layer ".*": it is float32 N×48 and Grad-CAM needs float32 N×C×H×W/,
  });
});

Deno.test("gradCamModel() takes a node's name for the tensor that it makes", async () => {
  const { model } = await camFixture("vgg");
  const node = model.graph.nodes.find(({ outputs }) => outputs[0] === "early")!;
  assert.equal(gradCamModel(model, { layer: node.name }).layer, "early");
});

Deno.test("gradCamModel() refuses classes that do not exist", async () => {
  const { model } = await camFixture("resnet");
  for (const classes of [[5], [-1], [0.5], []]) {
    assert.throws(() => gradCamModel(model, { classes }), {
      name: "RangeError",
      message: /: the model has 5 classes: choose from 0 to 4$/,
    });
  }
});

Deno.test("gradCamModel() maps the top class where all would take too many passes", () => {
  const model = classifier({ classes: 33, bent: true });
  const cam = gradCamModel(model);
  assert.equal(cam.classes, "top");
  assert.equal(cam.formula, "gradient");
  assert.throws(() => gradCamModel(model, { classes: "all" }), {
    name: "RangeError",
    message:
      /^Cannot explain 33 classes in one run: .* choose "top" or fewer classes$/,
  });
  const linear = gradCamModel(classifier({ classes: 33 }));
  assert.equal(linear.classes.length, 33);
  const few = gradCamModel(classifier({ classes: 32, bent: true }));
  assert.equal(few.classes.length, 32);
});

Deno.test("gradCamModel() refuses probabilities where nothing makes them", async () => {
  const { model } = await camFixture("resnet");
  assert.throws(() => gradCamModel(model, { target: "probability" }), {
    name: "TypeError",
    message:
      'Cannot explain probabilities: no Softmax or Sigmoid makes "logits": explain the logit',
  });
});

Deno.test("gradCamModel() steps over LogSoftmax", () => {
  const plain = gradCamModel(classifier({}));
  const cam = gradCamModel(classifier({ last: "LogSoftmax" }));
  assert.equal(cam.logits, plain.logits);
  assert.deepEqual(cam.model.graph.outputs.map(({ name }) => name), [
    "LogSoftmax",
    "cam",
    plain.logits,
  ]);
});

Deno.test("gradCamModel() steps over a Softmax behind which a shape changes", () => {
  const model = classifier({ last: "Softmax" });
  const builder = GraphBuilder.from({ ...model.graph, outputs: [] });
  const [name = ""] = builder.op("Identity", ["Softmax"]);
  const [flat = ""] = builder.op("Reshape", [
    name,
    builder.constant(ints(-1, 4)),
  ]);
  builder.output({ name: flat, type: "float32", dims: undefined });
  const cam = gradCamModel(modelOf(builder.build()), { target: "probability" });
  assert.equal(cam.explains, "probability");
  assert.equal(cam.formula, "closed-form");
});

Deno.test("gradCamModel() takes the outputs' word where several hold scores", () => {
  const model = classifier({ last: "Softmax" });
  const both = withOutputs(model, ["Gemm", "Softmax"]);
  // Logits and what Softmax makes of them are one head.
  assert.equal(gradCamModel(both).logits, "Gemm");
  const builder = GraphBuilder.from(both.graph);
  const weights = builder.constant(someFloats([6, 2], 9));
  const [other = ""] = builder.op("Gemm", ["Flatten", weights]);
  builder.output({ name: other, type: "float32", dims: ["N", 2] });
  const two = modelOf(builder.build());
  assert.throws(() => gradCamModel(two), {
    name: "RangeError",
    message:
      `Cannot tell which output holds the scores: "Gemm" (N×4), "Softmax" (N×4), "${other}" (N×2) may: name one as "logits"`,
  });
  assert.equal(gradCamModel(two, { logits: other }).classes.length, 2);
  assert.throws(() => gradCamModel(two, { logits: "scores" }), {
    name: "RangeError",
    message: /^Cannot find the output "scores": the outputs are "Gemm" \(N×4\)/,
  });
});

Deno.test("gradCamModel() refuses outputs that are no scores", () => {
  const model = withOutputs(classifier({}), ["Relu"]);
  assert.throws(() => gradCamModel(model), {
    name: "TypeError",
    message:
      /^Cannot explain "Relu" \(N×6×6×8\): Grad-CAM needs one float32 score a class, N×K/,
  });
});

Deno.test("gradCamModel() refuses a model without an image", () => {
  const builder = new GraphBuilder();
  builder.input({ name: "ids", type: "int64", dims: ["N", 128] });
  builder.output({ name: "ids", type: "int64", dims: ["N", 128] });
  assert.throws(() => gradCamModel(modelOf(builder.build())), {
    name: "TypeError",
    message:
      /^Cannot explain a model with the inputs "ids" \(int64 N×128\): Grad-CAM needs exactly one/,
  });
});

Deno.test("gradCamModel() refuses a sequence behind the last layer", () => {
  const builder = new GraphBuilder();
  builder.input({ name: "x", type: "float32", dims: ["N", 3, 8, 8] });
  const patches = builder.constant(someFloats([6, 3, 4, 4], 1));
  builder.op("Conv", ["x", patches], {
    outputs: ["patches"],
    attributes: { strides: [4n, 4n] },
  });
  const [flat = ""] = builder.op("Reshape", [
    "patches",
    builder.constant(ints(0, 6, 4)),
  ]);
  const [tokens = ""] = builder.op("Transpose", [flat], {
    attributes: { perm: [0n, 2n, 1n] },
  });
  const [sharp = ""] = builder.op("Softmax", [tokens]);
  const [mean = ""] = builder.op("ReduceMean", [sharp], {
    attributes: { axes: [1n], keepdims: 0n },
  });
  builder.output({ name: mean, type: "float32", dims: ["N", 6] });
  const model = modelOf(builder.build());
  assert.throws(() => gradCamModel(model), {
    name: "TypeError",
    message:
      /^Cannot choose a layer for Grad-CAM: behind "patches" \(N×6×2×2\), the last with rows and columns, the network works on tokens \(Softmax makes "Softmax", N×4×6\)/,
  });
  assert.equal(gradCamModel(model, { layer: "patches" }).formula, "gradient");
});

Deno.test("gradCamModel() refuses to guess which axes are rows and columns", () => {
  const builder = GraphBuilder.from({ ...classifier({}).graph, outputs: [] });
  builder.op("Reshape", ["Relu", builder.constant(ints(0, 8, 3, 12))], {
    outputs: ["mixed"],
  });
  const [flat = ""] = builder.op("Flatten", ["mixed"]);
  const matrix = builder.constant(someFloats([288, 4], 3));
  const [name = ""] = builder.op("Gemm", [flat, matrix]);
  builder.output({ name, type: "float32", dims: ["N", 4] });
  const model = modelOf(builder.build());
  assert.throws(() => gradCamModel(model), {
    name: "TypeError",
    message:
      'Cannot choose a layer for Grad-CAM: "mixed" (N×8×3×12) has axes of which nothing tells for sure which are channels, rows and columns: name a layer before it, such as "Relu"',
  });
  assert.throws(() => gradCamModel(model, { layer: "mixed" }), {
    name: "TypeError",
    message:
      'Cannot use the layer "mixed" (N×8×3×12): it has axes of which nothing tells for sure which are channels, rows and columns: choose another layer',
  });
  assert.deepEqual(gradCamModel(model, { layer: "Relu" }).layerDims, [6, 6, 8]);
});

Deno.test("gradCamModel() refuses a layer whose batch is not the first axis", () => {
  const model = turnedClassifier([2, 3, 0, 1]);
  assert.throws(() => gradCamModel(model), {
    name: "TypeError",
    message:
      'Cannot choose a layer for Grad-CAM: "turned" (6×8×N×6) has the axes H×W×N×C, and Grad-CAM needs the batch first: name a layer before it, such as "Relu"',
  });
  const { layer } = gradCamModel(turnedClassifier([0, 3, 2, 1]));
  assert.equal(layer, "turned");
});

Deno.test("gradCamModel() gives a layer and its transpose the same maps", async () => {
  const { model, input } = await camFixture("convnext");
  const { nodes } = model.graph;
  const turned = nodes.find(({ op, attributes }) =>
    op === "Transpose" && String(attributes.perm) === "0,3,1,2"
  )!;
  const [read, made] = [turned.inputs[0]!, turned.outputs[0]!];
  const [one, other] = await Promise.all([read, made].map(async (layer) => {
    const cam = gradCamModel(model, { layer });
    assert.deepEqual(cam.layerDims, [8, 4, 4]);
    return (await runModel(cam.model, input))[cam.cam] as Floats;
  }));
  assert.deepEqual(one!.dims, other!.dims);
  assert.ok(relativeError(one!.data, other!.data) < 1e-6);
});

Deno.test("gradCamModel() takes no axes for rows and columns that are none", async () => {
  const { model } = await camFixture("convnext");
  const { candidates } = gradCamModel(model);
  const { nodes } = model.graph;
  const turned = nodes
    .filter(({ op, attributes }) =>
      op === "Transpose" && String(attributes.perm) === "0,2,3,1"
    )
    .map(({ outputs }) => outputs[0]!);
  assert.equal(turned.length, 4);
  for (const name of turned) assert.ok(!candidates.includes(name));
});

Deno.test("gradCamModel() needs the size of images where the model leaves it open", async () => {
  const open = classifier({ dims: ["N", 3, "height", "width"] });
  assert.throws(() => gradCamModel(open), {
    name: "TypeError",
    message: /^Cannot choose a layer .* say the input's size/,
  });
  const cam = gradCamModel(open, { inputShape: [1, 3, 6, 8] });
  assert.deepEqual(cam.layerDims, [6, 6, 8]);
  assert.deepEqual(cam.model.graph.inputs[0]!.dims, ["N", 3, 6, 8]);
  const input = someFloats([3, 3, 6, 8], 2);
  const fixed = gradCamModel(classifier({}));
  const [found, wanted] = await Promise.all(
    [cam, fixed].map(async ({ model, cam }) =>
      (await runModel(model, input))[cam] as Floats
    ),
  );
  assert.deepEqual(found!.dims, [3, 4, 6, 8]);
  assert.equal(relativeError(found!.data, wanted!.data), 0);
});

Deno.test("gradCamModel() refuses a size that contradicts the model", () => {
  for (const inputShape of [[1, 1, 6, 8], [3, 6, 8], [1, 3, 6, 0]]) {
    assert.throws(() => gradCamModel(classifier({}), { inputShape }), {
      name: "RangeError",
      message:
        /^Cannot give the input "x" the shape .*: it is N×3×6×8: keep its fixed sizes/,
    });
  }
});

/** A convolution and a ReLU, pooling, another ReLU if it is to be bent, a matrix. */
function classifier(
  { dims = ["N", 3, 6, 8], classes = 4, bent = false, last }: {
    readonly dims?: readonly Dim[];
    readonly classes?: number;
    readonly bent?: boolean;
    readonly last?: string;
  },
): Model {
  const builder = new GraphBuilder("classifier");
  builder.input({ name: "x", type: "float32", dims });
  const kernel = builder.constant(someFloats([6, 3, 1, 1], 10));
  builder.op("Conv", ["x", kernel], { outputs: ["Conv"] });
  builder.op("Relu", ["Conv"], { outputs: ["Relu"] });
  builder.op("GlobalAveragePool", ["Relu"], { outputs: ["Pool"] });
  builder.op("Flatten", ["Pool"], { outputs: ["Flatten"] });
  const features = bent ? builder.op("Tanh", ["Flatten"])[0]! : "Flatten";
  const weights = builder.constant(someFloats([6, classes], 11));
  let [name = ""] = builder.op("Gemm", [features, weights], {
    outputs: ["Gemm"],
  });
  if (last !== undefined) {
    [name = ""] = builder.op(last, [name], { outputs: [last] });
  }
  builder.output({ name, type: "float32", dims: undefined });
  return modelOf(builder.build());
}

/** The model with other outputs. */
function withOutputs(model: Model, names: readonly string[]): Model {
  const outputs = names.map((name): ValueInfo => ({
    name,
    type: "float32",
    dims: undefined,
  }));
  return { ...model, graph: { ...model.graph, outputs } };
}

/** A classifier whose last maps are computed with their axes in another order. */
function turnedClassifier(order: readonly number[]): Model {
  const builder = GraphBuilder.from({ ...classifier({}).graph, outputs: [] });
  const turn = (tensor: string, perm: readonly number[]): string =>
    builder.op("Transpose", [tensor], {
      attributes: { perm: perm.map(BigInt) },
    })[0]!;
  builder.op("Abs", [turn("Relu", order)], { outputs: ["turned"] });
  const back = turn("turned", order.map((_, axis) => order.indexOf(axis)));
  const [flat = ""] = builder.op("Flatten", [back]);
  const matrix = builder.constant(someFloats([288, 4], 3));
  const [name = ""] = builder.op("Gemm", [flat, matrix]);
  builder.output({ name, type: "float32", dims: ["N", 4] });
  return modelOf(builder.build());
}
