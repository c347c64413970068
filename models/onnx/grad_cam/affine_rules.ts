import type { Node } from "../graph.ts";
import type { NodeAttributes } from "../node_attributes.ts";
import { sizeOf } from "../tensor.ts";
import {
  type Adjoint,
  along,
  type Factor,
  scaledBy,
  stretched,
  swept,
} from "./adjoint.ts";

/** What a rule sees of a node through which an adjoint is pulled back. */
export interface AffineContext {
  /** The node. */
  readonly node: Node;
  /** Its attributes. */
  readonly attributes: NodeAttributes;
  /** Which input the adjoint is wanted of; the others do not change with the layer. */
  readonly input: number;
  /** That input's extents without the batch. */
  readonly from: readonly number[];
  /** The output's extents without the batch. */
  readonly to: readonly number[];
  /** The adjoint of the output. */
  readonly adjoint: Adjoint;
  /** The elements of a constant float32 input. */
  readonly constant: (index: number) => Factor | undefined;
  /** The whole numbers of a constant input. */
  readonly wholes: (index: number) => readonly number[] | undefined;
}

/**
 * Pulls an adjoint back from a node's output to one of its inputs; `undefined` if
 * the node is not affine in that input, or is used in a manner that is not covered.
 */
export type AffineRule = (context: AffineContext) => Adjoint | undefined;

/** The rule of a node's operator, if the operator can be affine in what it reads. */
export function affineRule({ op, domain }: Node): AffineRule | undefined {
  return domain === "" ? RULES.get(op) : undefined;
}

const RULES: ReadonlyMap<string, AffineRule> = new Map([
  ["Add", plus],
  ["AveragePool", averagePool],
  ["BatchNormalization", batchNormalization],
  ["Conv", convolution],
  ["Div", quotient],
  ["Dropout", dropout],
  ["Flatten", reshaped],
  ["Gemm", gemm],
  ["GlobalAveragePool", globalAverage],
  ["Identity", same],
  ["MatMul", matMul],
  ["Mul", factor],
  ["ReduceMean", reduction],
  ["ReduceSum", reduction],
  ["Reshape", reshaped],
  ["Squeeze", reshaped],
  ["Sub", minus],
  ["Transpose", transpose],
  ["Unsqueeze", reshaped],
]);

function same({ adjoint }: AffineContext): Adjoint {
  return adjoint;
}

/** In evaluation it passes everything; a mask, or training, is not affine. */
function dropout({ node, adjoint }: AffineContext): Adjoint | undefined {
  return node.inputs.length < 3 || node.inputs[2] === "" ? adjoint : undefined;
}

/** Sums pass an adjoint on, unless the input was repeated to fit the other. */
function plus({ adjoint, from, to }: AffineContext): Adjoint | undefined {
  return equal(from, to) ? adjoint : undefined;
}

function minus(context: AffineContext): Adjoint | undefined {
  const adjoint = plus(context);
  return adjoint && context.input === 1
    ? { ...adjoint, data: adjoint.data.map((value) => -value) }
    : adjoint;
}

function factor(context: AffineContext): Adjoint | undefined {
  const { adjoint, from, to } = context;
  const other = context.constant(1 - context.input);
  const aside = other && aligned(other, to.length);
  return aside && equal(from, to)
    ? scaledBy(adjoint, { full: to, factor: aside })
    : undefined;
}

function quotient(context: AffineContext): Adjoint | undefined {
  if (context.input !== 0) return undefined;
  return factor({
    ...context,
    constant: (index) => {
      const divisor = context.constant(index);
      return divisor && {
        ...divisor,
        data: Float64Array.from(divisor.data, (value) => 1 / value),
      };
    },
  });
}

/** A factor beside the extents without the batch, along which it must not vary. */
function aligned({ dims, data }: Factor, rank: number): Factor | undefined {
  const padded = [
    ...new Array<number>(Math.max(0, rank + 1 - dims.length)).fill(1),
    ...dims,
  ];
  return padded.length === rank + 1 && padded[0] === 1
    ? { dims: padded.slice(1), data }
    : undefined;
}

/** γ / √(σ² + ε) for each channel; statistics of the batch are not affine. */
function batchNormalization(context: AffineContext): Adjoint | undefined {
  const { attributes, adjoint, to } = context;
  if (context.input !== 0 || attributes.int("training_mode", 0) !== 0) {
    return undefined;
  }
  const gamma = context.constant(1);
  const variance = context.constant(4);
  const epsilon = attributes.get("epsilon", "FLOAT") ?? 1e-5;
  if (gamma === undefined || variance === undefined) return undefined;
  const data = Float64Array.from(
    gamma.data,
    (value, channel) =>
      value / Math.sqrt((variance.data[channel] ?? 0) + epsilon),
  );
  const dims = [data.length, ...new Array<number>(to.length - 1).fill(1)];
  return scaledBy(adjoint, { full: to, factor: { dims, data } });
}

/** The mean of each channel: its adjoint is the same at every place. */
function globalAverage({ adjoint, from }: AffineContext): Adjoint {
  const count = sizeOf(from.slice(1));
  return { ...adjoint, data: adjoint.data.map((value) => value / count) };
}

/** Covered where the window is the whole image, or a single place of it. */
function averagePool(context: AffineContext): Adjoint | undefined {
  const { attributes, adjoint, from, to } = context;
  const window = attributes.ints("kernel_shape") ?? [];
  if ((attributes.ints("pads") ?? []).some((pad) => pad !== 0)) {
    return undefined;
  }
  if (equal(window, from.slice(1)) && sizeOf(to.slice(1)) === 1) {
    return globalAverage(context);
  }
  return equal(from, to) && sizeOf(window) === 1 ? adjoint : undefined;
}

function reduction(context: AffineContext): Adjoint | undefined {
  const { node, attributes, adjoint, from } = context;
  if (context.input !== 0) return undefined;
  const listed = attributes.ints("axes") ?? context.wholes(1);
  const axes = listed?.map((axis) => axis < 0 ? axis + from.length : axis - 1);
  if (axes === undefined || axes.includes(-1)) return undefined;
  const kept = attributes.int("keepdims", 1) !== 0;
  const sizes = [...adjoint.dims];
  const dims = kept ? sizes : from.map((_, axis) =>
    // What reduction dropped comes back with size 1.
    axes.includes(axis) ? 1 : sizes.shift() ?? 1
  );
  const count = node.op === "ReduceMean"
    ? sizeOf(axes.map((axis) => from[axis] ?? 1))
    : 1;
  return {
    ...adjoint,
    dims,
    data: adjoint.data.map((value) => value / count),
  };
}

/** The elements of each sample stay in order, whatever the batch is. */
function reshaped(context: AffineContext): Adjoint | undefined {
  const { adjoint, from, to } = context;
  if (context.input !== 0 || sizeOf(from) !== sizeOf(to)) return undefined;
  return { ...stretched(adjoint, to), dims: from };
}

function transpose(context: AffineContext): Adjoint | undefined {
  const { attributes, adjoint, from } = context;
  const order = attributes.ints("perm");
  if (order?.[0] !== 0) return undefined;
  // Axis i of the output is axis order[i] of the input.
  const back = from.map((_, axis) => order.indexOf(axis + 1) - 1);
  return swept(adjoint, back);
}

function gemm(context: AffineContext): Adjoint | undefined {
  const { attributes, adjoint, from, to } = context;
  const weights = context.constant(1);
  if (
    context.input !== 0 || weights === undefined || from.length !== 1 ||
    attributes.int("transA", 0) !== 0
  ) {
    return undefined;
  }
  const scale = attributes.get("alpha", "FLOAT") ?? 1;
  const transposed = attributes.int("transB", 0) !== 0;
  const [rows = 0, columns = 0] = weights.dims;
  return along(adjoint, {
    axis: 0,
    full: to,
    size: transposed ? columns : rows,
    weight: transposed
      ? (to, at) => scale * weights.data[to * columns + at]!
      : (to, at) => scale * weights.data[at * columns + to]!,
  });
}

function matMul(context: AffineContext): Adjoint | undefined {
  const { adjoint, from, to } = context;
  const weights = context.constant(1);
  if (context.input !== 0 || weights?.dims.length !== 2 || from.length === 0) {
    return undefined;
  }
  const [rows = 0, columns = 0] = weights.dims;
  return along(adjoint, {
    axis: to.length - 1,
    full: to,
    size: rows,
    weight: (to, at) => weights.data[at * columns + to]!,
  });
}

/** Covered where each output sees one place, or all of them. */
function convolution(context: AffineContext): Adjoint | undefined {
  const { attributes, adjoint, from, to } = context;
  const weights = context.constant(1);
  const plain = context.input === 0 && attributes.int("group", 1) === 1 &&
    (attributes.ints("pads") ?? []).every((pad) => pad === 0) &&
    attributes.text("auto_pad", "NOTSET") !== "SAME_UPPER" &&
    attributes.text("auto_pad", "NOTSET") !== "SAME_LOWER";
  if (!plain || weights === undefined) return undefined;
  const [, ...window] = weights.dims;
  const size = sizeOf(window);
  const weight = (output: number, at: number): number =>
    weights.data[output * size + at]!;
  if (sizeOf(window.slice(1)) === 1 && equal(from.slice(1), to.slice(1))) {
    return along(adjoint, { axis: 0, full: to, size, weight });
  }
  if (equal(window, from) && sizeOf(to.slice(1)) === 1) {
    return {
      ...along(adjoint, { axis: 0, full: to, size, weight }),
      dims: from,
    };
  }
  return undefined;
}

function equal(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, axis) => size === b[axis]);
}
