// A table: many lines, one or a few a case.
import type { OneNode } from "../../support/one_node_model.ts";
import { floats, ints, someFloats } from "../../support/tensors.ts";

/** One operator with inputs, as the conformance grid runs it. */
export interface OperatorCase extends OneNode {
  readonly op: string;
  /** What is special about it. */
  readonly variant: string;
}

const X = someFloats([2, 6, 7, 9], 7);
const positive = floats(X.dims, X.data.map((value) => Math.abs(value) + 0.1));
const matrix = someFloats([4, 6], 3);

const flags = {
  type: "bool",
  dims: [6],
  data: Uint8Array.of(1, 0, 0, 1, 1, 0),
} as const;

function unary(op: string, input = X): OperatorCase {
  return { op, variant: "", feeds: { x: input } };
}

function binary(op: string, other: readonly number[]): OperatorCase {
  const b = someFloats(other, 9);
  const safe = floats(b.dims, b.data.map((value) => Math.abs(value) + 0.2));
  return { op, variant: `with [${other}]`, feeds: { a: positive, b: safe } };
}

function reduction(op: string, axes: readonly number[]): OperatorCase[] {
  const isInput = op === "ReduceSum";
  return [0n, 1n].map((keepdims) => ({
    op,
    variant: `over [${axes}], keepdims ${keepdims}`,
    feeds: { x: positive },
    ...(isInput && { constants: { axes: ints(...axes) } }),
    attributes: { keepdims, ...(!isInput && { axes: axes.map(BigInt) }) },
    // Before 18 the axes of all but ReduceSum are an attribute.
    opset: 17,
  }));
}

function pool(op: string, attributes: OneNode["attributes"]): OperatorCase {
  return {
    op,
    variant: JSON.stringify(
      attributes,
      (_, value) => typeof value === "bigint" ? Number(value) : value,
    ),
    feeds: { x: X },
    attributes: { kernel_shape: [3n, 3n], ...attributes },
  };
}

function convTranspose(
  groups: number,
  each: number,
  extra: OneNode["attributes"] = {},
): OperatorCase {
  return {
    op: "ConvTranspose",
    variant: `${groups} groups of ${each}`,
    feeds: { x: X, w: someFloats([6, each, 3, 3], 5) },
    attributes: { group: BigInt(groups), ...extra },
  };
}

function resize(mode: string, transform: string): OperatorCase {
  return {
    op: "Resize",
    variant: `${mode}, ${transform}`,
    feeds: { x: X },
    constants: {
      roi: floats([0], []),
      scales: floats([4], [1, 1, 2, 3]),
    },
    attributes: {
      mode,
      coordinate_transformation_mode: transform,
      ...(mode === "nearest" && { nearest_mode: "floor" }),
    },
  };
}

/** Operators that networks, their gradients and Grad-CAM are made of, but Conv. */
export const OPERATOR_CASES: readonly OperatorCase[] = [
  ...[
    ...["Relu", "Sigmoid", "HardSigmoid", "HardSwish", "Tanh", "Erf", "Exp"],
    ...["Neg", "Abs", "Identity", "Sign", "Floor", "Ceil", "LeakyRelu", "Elu"],
    ...["Softplus", "Reciprocal", "Sin", "Cos", "GlobalAveragePool"],
    ...["GlobalMaxPool", "Flatten"],
  ].map((op) => unary(op)),
  { ...unary("Gelu"), opset: 20 },
  ...["Log", "Sqrt"].map((op) => unary(op, positive)),
  ...["Add", "Sub", "Mul", "Div", "Pow", "Max", "Min"].flatMap((op) =>
    [[2, 6, 7, 9], [6, 1, 1], [2, 1, 7, 1], []].map((dims) => binary(op, dims))
  ),
  ...["Greater", "GreaterOrEqual", "Less"].map((op) => ({
    ...binary(op, [6, 1, 1]),
    outputs: ["bool"] as const,
  })),
  {
    op: "Equal",
    variant: "of float32",
    feeds: { a: floats([6], [0, 1, 2, 0, 1, 2]), b: floats([1], [2]) },
    outputs: ["bool"],
  },
  {
    op: "Equal",
    variant: "of int64",
    feeds: { a: ints(1, 2, 3), b: ints(3, 2, 1) },
    outputs: ["bool"],
  },
  ...["Greater", "GreaterOrEqual", "Less", "LessOrEqual"].map((op) => ({
    op,
    variant: "of int64",
    feeds: { a: ints(1, 2, 3), b: ints(3, 2, 1) },
    outputs: ["bool"] as const,
  })),
  {
    op: "Concat",
    variant: "of int64",
    feeds: { a: ints(1, 2, 3), b: ints(4) },
    attributes: { axis: 0n },
    outputs: ["int64"],
  },
  {
    op: "Gather",
    variant: "of int64",
    feeds: { x: ints(4, 5, 6) },
    constants: { indices: ints(2, 0) },
    attributes: { axis: 0n },
    outputs: ["int64"],
  },
  {
    op: "Where",
    variant: "of int64",
    feeds: { condition: flags, a: ints(1, 2, 3, 4, 5, 6), b: ints(7) },
    outputs: ["int64"],
  },
  {
    op: "Cast",
    variant: "of int64",
    feeds: { x: ints(4, 5, 6) },
    attributes: { to: 1n },
  },
  {
    op: "MaxUnpool",
    variant: "",
    feeds: { x: floats([1, 1, 1, 2], [3, 4]) },
    constants: { indices: { ...ints(1, 6), dims: [1, 1, 1, 2] } },
    attributes: { kernel_shape: [2n, 2n], strides: [2n, 2n] },
  },
  { op: "Not", variant: "", feeds: { x: flags }, outputs: ["bool"] },
  ...["And", "Or"].map((op) => ({
    op,
    variant: "broadcasting",
    feeds: { a: flags, b: { ...flags, dims: [3, 2, 1] } },
    outputs: ["bool"] as const,
  })),
  {
    op: "ArgMax",
    variant: "axis 1",
    feeds: { x: X },
    attributes: { axis: 1n },
    outputs: ["int64"],
  },
  { op: "Shape", variant: "", feeds: { x: X }, outputs: ["int64"] },
  {
    op: "ConstantOfShape",
    variant: "",
    feeds: { shape: ints(2, 3) },
    attributes: { value: floats([1], [1.5]) },
  },
  {
    op: "Range",
    variant: "of int64",
    feeds: {},
    constants: {
      start: { ...ints(1), dims: [] },
      limit: { ...ints(9), dims: [] },
      delta: { ...ints(2), dims: [] },
    },
    outputs: ["int64"],
  },
  ...["Add", "Sub", "Div"].map((op) => ({
    op,
    variant: "of int64",
    feeds: { a: ints(7, 8, 9), b: ints(4, 5, 6) },
    outputs: ["int64"] as const,
  })),
  {
    op: "Mul",
    variant: "of int64",
    feeds: { a: ints(1, 2, 3), b: ints(4, 5, 6) },
    outputs: ["int64"],
  },
  ...["ReduceMean", "ReduceSum", "ReduceMax", "ReduceL2"].flatMap((op) =>
    [[2, 3], [1], [0, 2, 3], [3]].flatMap((axes) => reduction(op, axes))
  ),
  pool("MaxPool", { strides: [2n, 2n], pads: [1n, 1n, 1n, 1n] }),
  pool("MaxPool", { strides: [2n, 2n], ceil_mode: 1n }),
  pool("MaxPool", { dilations: [2n, 2n] }),
  pool("AveragePool", { strides: [2n, 2n], pads: [1n, 1n, 1n, 1n] }),
  pool("AveragePool", { pads: [1n, 1n, 1n, 1n], count_include_pad: 1n }),
  ...[[1, 4], [1, 5], [2, 3], [3, 5], [6, 1], [2, 6]].map(([groups, each]) =>
    convTranspose(groups!, each!)
  ),
  convTranspose(2, 3, {
    strides: [2n, 2n],
    pads: [1n, 1n, 1n, 1n],
    output_padding: [1n, 1n],
  }),
  {
    op: "Gemm",
    variant: "transposed, scaled",
    feeds: { a: matrix, b: someFloats([5, 6], 4), c: someFloats([5], 5) },
    attributes: { transB: 1n, alpha: 0.5, beta: 2 },
  },
  {
    op: "Gemm",
    variant: "first transposed",
    feeds: { a: someFloats([6, 4], 3), b: someFloats([6, 5], 4) },
    attributes: { transA: 1n },
  },
  ...[[[4, 6], [6, 5]], [[2, 3, 4, 6], [6, 5]], [[2, 3, 4, 6], [
    2,
    1,
    6,
    5,
  ]], [[1, 513], [513, 7]]].map(([a, b]) => ({
    op: "MatMul",
    variant: `[${a}] by [${b}]`,
    feeds: { a: someFloats(a!, 3), b: someFloats(b!, 4) },
  })),
  {
    op: "BatchNormalization",
    variant: "",
    feeds: { x: X },
    constants: {
      scale: someFloats([6], 2),
      bias: someFloats([6], 3),
      mean: someFloats([6], 4),
      variance: floats([6], [0.5, 1, 2, 0.1, 3, 0.7]),
    },
  },
  {
    op: "LayerNormalization",
    variant: "",
    feeds: { x: X },
    constants: { scale: someFloats([9], 2), bias: someFloats([9], 3) },
  },
  {
    op: "InstanceNormalization",
    variant: "",
    feeds: { x: X },
    constants: { scale: someFloats([6], 2), bias: someFloats([6], 3) },
  },
  ...[-1n, 1n].map((axis) => ({
    op: "Softmax",
    variant: `axis ${axis}`,
    feeds: { x: X },
    attributes: { axis },
  })),
  {
    op: "Clip",
    variant: "both bounds",
    feeds: { x: X },
    constants: { min: floats([], [-0.3]), max: floats([], [0.4]) },
  },
  {
    op: "Where",
    variant: "broadcasting",
    feeds: {
      condition: {
        type: "bool",
        dims: [7, 9],
        data: Uint8Array.from({ length: 63 }, (_, i) => i % 3 === 0 ? 1 : 0),
      },
      a: X,
      b: someFloats([6, 1, 1], 5),
    },
  },
  ...[0n, 1n, 3n].map((axis) => ({
    op: "Gather",
    variant: `axis ${axis}`,
    feeds: { x: X },
    constants: { indices: ints(1, 0, 1) },
    attributes: { axis },
  })),
  {
    op: "GatherElements",
    variant: "axis 1",
    feeds: { x: matrix },
    constants: {
      indices: { ...ints(0, 5, 2, 1, 1, 1, 3, 0), dims: [4, 2] },
    },
    attributes: { axis: 1n },
  },
  {
    op: "GatherND",
    variant: "",
    feeds: { x: X },
    constants: { indices: { ...ints(0, 5, 1, 2), dims: [2, 2] } },
  },
  {
    op: "ScatterND",
    variant: "adding",
    feeds: { x: matrix },
    constants: {
      indices: { ...ints(1, 1, 3), dims: [3, 1] },
      updates: someFloats([3, 6], 8),
    },
    attributes: { reduction: "add" },
  },
  {
    op: "ScatterElements",
    variant: "adding",
    feeds: { x: matrix },
    constants: {
      indices: { ...ints(0, 2, 2, 1), dims: [2, 2] },
      updates: someFloats([2, 2], 8),
    },
    attributes: { axis: 0n, reduction: "add" },
  },
  {
    op: "OneHot",
    variant: "",
    feeds: { indices: ints(1, 0, 3) },
    constants: { depth: ints(4), values: floats([2], [0, 1]) },
  },
  {
    op: "Slice",
    variant: "strided, backwards",
    feeds: { x: X },
    constants: {
      starts: ints(6, 1),
      ends: ints(-1000, 8),
      axes: ints(2, 3),
      steps: ints(-2, 3),
    },
  },
  ...["constant", "reflect", "edge"].map((mode) => ({
    op: "Pad",
    variant: mode,
    feeds: { x: X },
    constants: { pads: ints(0, 0, 1, 2, 0, 0, 3, 1) },
    attributes: { mode },
  })),
  ...["half_pixel", "asymmetric", "align_corners"].flatMap((transform) =>
    ["linear", "nearest"].map((mode) => resize(mode, transform))
  ),
  {
    op: "Expand",
    variant: "",
    feeds: { x: someFloats([6, 1, 1], 3) },
    constants: { shape: ints(2, 6, 3, 4) },
  },
  {
    op: "Tile",
    variant: "",
    feeds: { x: matrix },
    constants: { repeats: ints(2, 3) },
  },
  {
    op: "Transpose",
    variant: "",
    feeds: { x: X },
    attributes: { perm: [3n, 1n, 0n, 2n] },
  },
  {
    op: "Reshape",
    variant: "",
    feeds: { x: X },
    constants: { shape: ints(2, 3, -1) },
  },
  {
    op: "Squeeze",
    variant: "",
    feeds: { x: someFloats([2, 1, 3, 1], 3) },
    constants: { axes: ints(1, 3) },
  },
  {
    op: "Unsqueeze",
    variant: "",
    feeds: { x: matrix },
    constants: { axes: ints(0, 2) },
  },
  {
    op: "Concat",
    variant: "axis 1",
    feeds: { a: matrix, b: someFloats([4, 3], 4) },
    attributes: { axis: 1n },
  },
  {
    op: "Split",
    variant: "uneven",
    feeds: { x: matrix },
    constants: { split: ints(2, 1, 3) },
    attributes: { axis: 1n },
    outputs: ["float32", "float32", "float32"],
  },
  ...([6n, 7n, 9n] as const).map((to) => ({
    op: "Cast",
    variant: `to type ${to}`,
    feeds: { x: floats([2, 3], [0, 1.5, -1.5, 2, 3.25, -7]) },
    attributes: { to },
    outputs: [to === 6n ? "int32" : to === 7n ? "int64" : "bool"] as const,
  })),
  {
    op: "CumSum",
    variant: "",
    feeds: { x: matrix },
    constants: { axis: { ...ints(1), dims: [] } },
  },
  {
    op: "Einsum",
    variant: "Grad-CAM's sum",
    feeds: { w: someFloats([3, 6], 4), x: X },
    attributes: { equation: "kc,nchw->nkhw" },
  },
  {
    op: "LRN",
    variant: "",
    feeds: { x: X },
    attributes: { size: 3n },
  },
];
