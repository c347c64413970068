// A table: a line or a few a case.
import type { Attribute, Model } from "../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import type { Tensor } from "../../../models/onnx/tensor.ts";
import { modelOf, oneNodeModel } from "../../support/one_node_model.ts";
import { ints, someFloats } from "../../support/tensors.ts";

/** A model that onnxruntime-web gets wrong on WebGPU, and what it is fed. */
export interface WebgpuFault {
  readonly what: string;
  readonly model: Model;
  readonly feeds: Readonly<Record<string, Tensor>>;
  /** The fault is in the runtime's optimiser. */
  readonly optimised?: boolean;
}

type Attributes = Readonly<Record<string, Attribute>>;

function bigints(values: readonly number[]): bigint[] {
  return values.map(BigInt);
}

/** A transposed convolution of groups that make one channel each of `depth`. */
export function transposed(
  groups: number,
  depth: number,
  attributes: Attributes = {},
): WebgpuFault {
  const x = someFloats([2, groups * depth, 4, 5], 1);
  const w = someFloats([groups * depth, 1, 3, 3], 2);
  return {
    what: `ConvTranspose of ${groups} groups, one channel of ${depth} each`,
    feeds: { x },
    model: oneNodeModel("ConvTranspose", {
      feeds: { x },
      constants: { w, b: someFloats([groups], 3) },
      attributes: { group: BigInt(groups), ...attributes },
    }),
  };
}

/** A convolution of an input of 3 channels. */
export function conv(
  size: readonly number[],
  kernel: readonly number[],
  attributes: Attributes,
): WebgpuFault {
  const x = someFloats([2, 3, ...size], 1);
  const constants = {
    w: someFloats([5, 3, ...kernel], 2),
    b: someFloats([5], 3),
  };
  const text = JSON.stringify(
    attributes,
    (_, value) => typeof value === "bigint" ? Number(value) : value,
  );
  return {
    what: `Conv of [${size}] by [${kernel}], ${text}`,
    feeds: { x },
    model: oneNodeModel("Conv", { feeds: { x }, constants, attributes }),
  };
}

/** A convolution of so many channels to so many. */
export function channels(
  from: number,
  to: number,
  attributes: Attributes = {},
  [kernel, ...size]: readonly [kernel: number, ...size: number[]] = [3, 6, 7],
): WebgpuFault {
  const x = someFloats([2, from, ...size], 1);
  const w = someFloats([to, from, ...size.map(() => kernel)], 2);
  return {
    what: `Conv of ${from} channels to ${to} by ${kernel}, ${
      Object.keys(attributes)
    }`,
    feeds: { x },
    model: oneNodeModel("Conv", {
      feeds: { x },
      constants: { w, b: someFloats([to], 3) },
      attributes,
    }),
  };
}

/** A Conv behind `Pad` nodes, and nodes that change nothing. */
export function padded(
  kernel: readonly number[],
  before: readonly string[],
): WebgpuFault {
  const x = someFloats([2, 3, 5, 6], 1);
  const builder = new GraphBuilder("padded");
  let name = builder.input({ name: "x", type: "float32", dims: x.dims });
  const pads = builder.constant(ints(0, 0, 0, 0, 0, 0, 1, 1), "pads");
  before.forEach((op, i) => {
    const inputs = op === "Pad" ? [name, pads] : [name];
    name = builder.op(op, inputs, { name: `${op}${i}` })[0]!;
  });
  const w = builder.constant(someFloats([5, 3, ...kernel], 2), "w");
  const b = builder.constant(someFloats([5], 3), "b");
  builder.op("Conv", [name, w, b], { outputs: ["y0"], name: "conv" });
  builder.output({ name: "y0", type: "float32", dims: undefined });
  return {
    what: `Conv by [${kernel}] behind ${before.join(", ")}`,
    feeds: { x },
    model: modelOf(builder),
    optimised: true,
  };
}

/** A product of 8 × 32 by 32 × 8, and a bias. */
export function gemm(bias: Tensor, isFed = false): WebgpuFault {
  const feeds = { x: someFloats([8, 32], 1), w: someFloats([32, 8], 2) };
  const fed = isFed ? { ...feeds, bias } : feeds;
  return {
    what: `Gemm with a ${isFed ? "fed" : "constant"} bias of [${bias.dims}]`,
    feeds: fed,
    model: oneNodeModel("Gemm", {
      feeds: fed,
      ...(!isFed && { constants: { bias } }),
    }),
  };
}

/** Models of which WebGPU yields wrong numbers. */
export const WRONG: readonly WebgpuFault[] = [
  transposed(2, 2),
  transposed(3, 4),
  transposed(2, 6, { strides: [2n, 2n], pads: [1n, 1n, 0n, 0n] }),
  conv([5, 6], [1, 1], { pads: bigints([0, 0, 1, 0]) }),
  conv([5, 6], [1, 1], { pads: bigints([0, 0, 0, 1]), dilations: [2n, 2n] }),
  conv([5, 6], [5, 6], { pads: bigints([0, 0, 1, 1]) }),
  conv([5, 6], [5, 6], { pads: bigints([0, 0, 5, 6]), strides: [2n, 3n] }),
  conv([5, 6], [5, 6], { pads: bigints([0, 0, 5, 6]), dilations: [2n, 2n] }),
  conv([1, 1], [1, 1], { pads: bigints([0, 0, 4, 4]), strides: [2n, 3n] }),
  conv([2, 2], [2, 2], { auto_pad: "SAME_UPPER" }),
  conv([2, 1], [2, 1], { auto_pad: "SAME_UPPER" }),
  conv([6], [1], { pads: bigints([0, 1]) }),
  conv([6], [6], { pads: bigints([0, 2]) }),
  channels(6, 4),
  channels(6, 8, { pads: bigints([1, 1, 1, 1]) }),
  channels(9, 8, { strides: [2n, 2n] }),
  channels(15, 12, { dilations: [2n, 2n] }),
  channels(18, 16),
  channels(27, 64),
  channels(6, 8, { strides: [2n, 2n] }, [1, 6, 7]),
  channels(6, 8, { pads: bigints([1, 1, 1, 1]) }, [1, 6, 7]),
  channels(6, 8, { pads: bigints([0, 0, 1, 1]) }, [1, 6, 7]),
  channels(6, 8, { pads: bigints([0, 0, 1, 1]) }, [5, 5, 5]),
  channels(6, 8, {}, [3, 7]),
  padded([1, 1], ["Pad"]),
  padded([5, 6], ["Pad"]),
  padded([1, 1], ["Pad", "Pad"]),
  padded([1, 1], ["Pad", "Identity"]),
];

/** Neighbours of these that it gets right, so that the pass leaves them alone. */
export const RIGHT: readonly WebgpuFault[] = [
  transposed(1, 4),
  transposed(3, 1),
  transposed(2, 3),
  transposed(2, 9),
  conv([5, 6], [1, 1], { pads: bigints([0, 1, 1, 1]) }),
  conv([5, 6], [1, 1], { pads: bigints([0, 0, 1, 1]), strides: [1n, 2n] }),
  conv([5, 6], [5, 6], { pads: bigints([1, 0, 1, 1]) }),
  conv([5, 6], [6, 7], { pads: bigints([0, 0, 1, 1]) }),
  conv([5, 6], [3, 3], { pads: bigints([0, 0, 1, 1]) }),
  conv([2, 2], [2, 2], { auto_pad: "SAME_LOWER" }),
  conv([3, 3], [3, 3], { auto_pad: "SAME_UPPER", strides: [2n, 2n] }),
  conv([2, 2, 2], [1, 1, 1], { pads: bigints([0, 0, 0, 1, 1, 1]) }),
  channels(3, 8),
  channels(5, 8),
  channels(10, 8),
  channels(12, 8),
  channels(6, 6),
  channels(9, 5),
  channels(6, 8, {}, [1, 6, 7]),
  channels(6, 8, {}, [2, 4, 4, 4]),
  padded([6, 7], ["Pad"]),
  padded([1, 1], ["Pad", "Relu"]),
];
