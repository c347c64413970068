import assert from "node:assert/strict";
import { gradCamModel } from "../../../../models/onnx/grad_cam/grad_cam_model.ts";
import type { Attribute } from "../../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../../models/onnx/model_builder.ts";
import type { Tensor } from "../../../../models/onnx/tensor.ts";
import { type Floats, runModel } from "../../../support/cam_fixture.ts";
import { modelOf } from "../../../support/onnx_models.ts";
import { relativeError } from "../../../support/relative_error.ts";
import { floats, ints, someFloats } from "../../../support/tensors.ts";

/** A node of a head: the operator, its other inputs, its attributes. */
type Step = readonly [
  op: string,
  others?: readonly Tensor[],
  attributes?: Readonly<Record<string, Attribute>>,
];

const DENSE: Step = ["MatMul", [someFloats([6, 4], 11)]];
const POOLED: readonly Step[] = [["GlobalAveragePool"], ["Flatten"], DENSE];
const SPREAD = floats([6], [0.5, 0.1, 2, 0.9, 1.3, 0.7]);
const NORM: Step = ["BatchNormalization", [
  someFloats([6], 12),
  someFloats([6], 13),
  someFloats([6], 14),
  SPREAD,
], { epsilon: 1e-3 }];
const KERNEL: Readonly<Record<string, Attribute>> = {
  kernel_shape: [3n, 4n],
};

/** Heads behind a layer of 6 channels, 3 rows and 4 columns; all are affine. */
const HEADS: Readonly<Record<string, readonly Step[]>> = {
  "pooling and a matrix": POOLED,
  "Gemm, transposed and scaled": [
    ["GlobalAveragePool"],
    ["Flatten"],
    ["Gemm", [someFloats([4, 6], 15), someFloats([4], 16)], {
      alpha: 0.5,
      transB: 1n,
    }],
  ],
  "Gemm as it is": [
    ["GlobalAveragePool"],
    ["Flatten"],
    ["Gemm", [someFloats([6, 4], 15)]],
  ],
  "batch norm before pooling": [NORM, ...POOLED],
  "batch norm behind pooling": [["GlobalAveragePool"], NORM, [
    "Flatten",
  ], DENSE],
  "mean over two axes": [["ReduceMean", [], {
    axes: [2n, 3n],
    keepdims: 0n,
  }], DENSE],
  "means one after the other": [
    ["ReduceMean", [], { axes: [-1n], keepdims: 0n }],
    ["ReduceSum", [ints(2)], { keepdims: 0n }],
    DENSE,
  ],
  "sum over two axes that stay": [
    ["ReduceSum", [ints(2, 3)], { keepdims: 1n }],
    ["Squeeze", [ints(2, 3)]],
    DENSE,
  ],
  "average of the whole window": [
    ["AveragePool", [], KERNEL],
    ["Reshape", [ints(0, 6)]],
    DENSE,
  ],
  "average of single places": [
    ["AveragePool", [], { kernel_shape: [1n, 1n] }],
    ...POOLED,
  ],
  "scaled, shifted and divided": [
    ["Mul", [someFloats([6, 1, 1], 17)]],
    ["Sub", [someFloats([1, 6, 1, 1], 18)]],
    ["Div", [floats([1, 6, 3, 1], someFloats([18], 19).data)]],
    ["Add", [floats([], [0.25])]],
    ...POOLED,
  ],
  "every place with weights of its own": [
    ["Flatten"],
    ["Gemm", [someFloats([72, 4], 20)]],
  ],
  "places before channels, as from Keras": [
    ["Transpose", [], { perm: [0n, 2n, 3n, 1n] }],
    ["Reshape", [ints(-1, 72)]],
    ["MatMul", [someFloats([72, 4], 21)]],
  ],
  "a matrix at every place": [
    ["Transpose", [], { perm: [0n, 2n, 3n, 1n] }],
    ["MatMul", [someFloats([6, 4], 22)]],
    ["ReduceMean", [], { axes: [1n, 2n], keepdims: 0n }],
  ],
  "a convolution behind pooling": [
    ["GlobalAveragePool"],
    ["Conv", [someFloats([4, 6, 1, 1], 23), someFloats([4], 24)]],
    ["Flatten"],
  ],
  "a convolution before pooling": [
    ["Conv", [someFloats([4, 6, 1, 1], 25)]],
    ["GlobalAveragePool"],
    ["Flatten"],
  ],
  "a convolution over all places": [
    ["Conv", [someFloats([4, 6, 3, 4], 26)], KERNEL],
    ["Flatten"],
  ],
  "scores as images of one place": [
    ["GlobalAveragePool"],
    ["Conv", [someFloats([4, 6, 1, 1], 27)]],
  ],
  "axes taken away and put back": [
    ["GlobalAveragePool"],
    ["Squeeze", [ints(3)]],
    ["Unsqueeze", [ints(-1)]],
    ["Flatten"],
    DENSE,
  ],
};

/** Heads that look affine and are not, or not with constants. */
const BENT: Readonly<Record<string, readonly Step[]>> = {
  "a ReLU before pooling": [["Relu"], ...POOLED],
  "a square": [["Pow", [floats([], [2])]], ...POOLED],
  "a maximum": [["MaxPool", [], KERNEL], ["Flatten"], DENSE],
};

const INPUT = someFloats([2, 3, 3, 4], 1);

for (const [name, head] of Object.entries(HEADS)) {
  Deno.test(`linearHead() gives what gradients give: ${name}`, async () => {
    const model = network(head);
    const closed = gradCamModel(model, { layer: "layer" });
    assert.equal(closed.formula, "closed-form");
    const gradient = gradCamModel(model, {
      layer: "layer",
      formula: "gradient",
    });
    const found = (await runModel(closed.model, INPUT))[closed.cam] as Floats;
    const wanted = (await runModel(gradient.model, INPUT))[gradient.cam];
    assert.deepEqual(found.dims, [2, 4, 3, 4]);
    const error = relativeError(found.data, (wanted as Floats).data);
    assert.ok(error < 2e-6, `${error}`);
  });
}

for (const [name, head] of Object.entries(BENT)) {
  Deno.test(`linearHead() leaves to gradients: ${name}`, () => {
    const { formula } = gradCamModel(network(head), { layer: "layer" });
    assert.equal(formula, "gradient");
  });
}

Deno.test("linearHead() leaves a product of two activations to gradients", () => {
  const model = network(
    POOLED,
    (builder) =>
      builder.op("Mul", ["layer", "layer"], { outputs: ["square"] })[0]!,
  );
  assert.equal(gradCamModel(model, { layer: "layer" }).formula, "gradient");
});

Deno.test("linearHead() sums over two ways to the scores", async () => {
  const model = network(POOLED, (builder) => {
    const [scaled = ""] = builder.op("Mul", [
      "layer",
      builder.constant(someFloats([6, 1, 1], 30)),
    ]);
    return builder.op("Sub", [scaled, "layer"])[0]!;
  });
  const options = { layer: "layer" };
  const closed = gradCamModel(model, options);
  const gradient = gradCamModel(model, { ...options, formula: "gradient" });
  assert.equal(closed.formula, "closed-form");
  const found = (await runModel(closed.model, INPUT))[closed.cam] as Floats;
  const wanted = (await runModel(gradient.model, INPUT))[gradient.cam];
  assert.ok(relativeError(found.data, (wanted as Floats).data) < 2e-6);
});

/** A convolution that makes the tensor "layer", something aside, and a head. */
function network(
  head: readonly Step[],
  aside: (builder: GraphBuilder) => string = () => "layer",
) {
  const builder = new GraphBuilder("network");
  builder.input({ name: "x", type: "float32", dims: ["N", 3, 3, 4] });
  const kernel = builder.constant(someFloats([6, 3, 1, 1], 10));
  builder.op("Conv", ["x", kernel], { outputs: ["layer"] });
  let name = aside(builder);
  for (const [op, others = [], attributes = {}] of head) {
    const inputs = [name, ...others.map((tensor) => builder.constant(tensor))];
    [name = ""] = builder.op(op, inputs, { attributes });
  }
  builder.output({ name, type: "float32", dims: undefined });
  return modelOf(builder.build());
}
