import type { Attribute, Dim } from "../graph.ts";
import type { GraphBuilder } from "../model_builder.ts";
import { sizeOf } from "../tensor.ts";
import type { Shaped } from "./shaped.ts";

/**
 * The operators that gradients are made of. Each is run by onnxruntime-web on
 * WebGPU and on WebAssembly; those that WebGPU leaves to the processor (`Shape`,
 * `ConstantOfShape`) only ever make shapes, or tensors that nothing is read from.
 */
export const EMITTED_OPERATORS = [
  "Abs",
  "Add",
  "Cast",
  "Concat",
  "ConstantOfShape",
  "Conv",
  "ConvTranspose",
  "Div",
  "Equal",
  "Erf",
  "Exp",
  "Expand",
  "Gather",
  "Gemm",
  "Greater",
  "Less",
  "Log",
  "MatMul",
  "Mul",
  "Neg",
  "Pad",
  "Pow",
  "Reciprocal",
  "ReduceMax",
  "ReduceMean",
  "ReduceSum",
  "Reshape",
  "Shape",
  "Sigmoid",
  "Slice",
  "Sqrt",
  "Sub",
  "Tanh",
  "Transpose",
  "Unsqueeze",
  "Where",
] as const;

/** One of {@link EMITTED_OPERATORS}. */
export type EmittedOperator = typeof EMITTED_OPERATORS[number];

/** A stretch of one axis that {@link Emitter.slice} keeps. */
export interface Stretch {
  /** Counted from the front. */
  readonly axis: number;
  /** The first place that is kept. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** At least 1; 1 if left out. */
  readonly step?: number;
}

/** Where the attribute of an operator became an input. */
const AXES_OF_SUM_ARE_INPUT = 13;
const AXES_OF_OTHERS_ARE_INPUT = 18;
const SLICE_HAS_STEPS = 10;
const PADS_ARE_INPUT = 11;
const EQUAL_TAKES_FLOATS = 11;
const GEMM_BIAS_IS_OPTIONAL = 11;

/**
 * Appends the nodes of gradients to a graph, in the spelling of the graph's own
 * operator set (from version 9 on): a rule says what it wants once.
 */
export class Emitter {
  readonly #builder: GraphBuilder;
  readonly #opset: number;
  readonly #numbers = new Map<number, string>();
  /** The nodes' names: the runtime refuses two nodes of one name. */
  readonly #labels: Set<string>;
  /** What names of new nodes start with. */
  scope = "gradient";

  /** Appends to a builder's graph, in the spelling of an operator set. */
  constructor(builder: GraphBuilder, options: { readonly opset: number }) {
    this.#builder = builder;
    this.#opset = options.opset;
    this.#labels = new Set(builder.build().nodes.map(({ name }) => name));
  }

  /** Appends a node with one output, and returns that output's name. */
  op(
    op: EmittedOperator,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    const stem = `${this.scope}/${op}`;
    let name = stem;
    for (let count = 1; this.#labels.has(name); count++) {
      name = `${stem}_${count}`;
    }
    this.#labels.add(name);
    const [output = ""] = this.#builder.op(op, inputs, { attributes, name });
    return output;
  }

  /** Notes the shape of a tensor, for those who go through the graph later. */
  describe(name: string, dims: readonly Dim[]): void {
    this.#builder.value({ name, type: "float32", dims });
  }

  /** The constant scalar of a value; one tensor per value. */
  number(value: number): string {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    const name = this.#builder.constant({
      type: "float32",
      dims: [],
      data: Float32Array.of(value),
    }, "gradient/number");
    this.#numbers.set(value, name);
    return name;
  }

  /** A constant tensor. */
  numbers(values: readonly number[], dims: readonly number[]): string {
    return this.#builder.constant({
      type: "float32",
      dims,
      data: Float32Array.from(values),
    }, `${this.scope}/numbers`);
  }

  /** A constant list of whole numbers. */
  integers(values: readonly number[]): string {
    return this.#builder.constant({
      type: "int64",
      dims: [values.length],
      data: BigInt64Array.from(values, BigInt),
    }, `${this.scope}/integers`);
  }

  /** a + b, with broadcasting as in all four. */
  add(a: string, b: string): string {
    return this.op("Add", [a, b]);
  }

  /** a - b. */
  subtract(a: string, b: string): string {
    return this.op("Sub", [a, b]);
  }

  /** a·b. */
  multiply(a: string, b: string): string {
    return this.op("Mul", [a, b]);
  }

  /** a/b. */
  divide(a: string, b: string): string {
    return this.op("Div", [a, b]);
  }

  /** A tensor times a number. */
  scale(tensor: string, factor: number): string {
    if (factor === 1) return tensor;
    if (factor === -1) return this.op("Neg", [tensor]);
    return this.multiply(tensor, this.number(factor));
  }

  /** One minus a tensor. */
  complement(tensor: string): string {
    return this.subtract(this.number(1), tensor);
  }

  /** alpha·a·b of two matrices, each transposed first if asked. */
  gemm(
    a: string,
    b: string,
    options: {
      readonly transA?: boolean;
      readonly transB?: boolean;
      readonly alpha?: number;
    },
  ): string {
    const { transA = false, transB = false, alpha = 1 } = options;
    // Of rank 1: a scalar makes WebGPU abort.
    const bias = this.#opset >= GEMM_BIAS_IS_OPTIONAL
      ? []
      : [this.numbers([0], [1])];
    return this.op("Gemm", [a, b, ...bias], {
      transA: transA ? 1n : 0n,
      transB: transB ? 1n : 0n,
      alpha,
    });
  }

  /** 1 where a > b, else 0. */
  greater(a: string, b: string): string {
    return this.#asNumbers(this.op("Greater", [a, b]));
  }

  /** 1 where a < b, else 0. */
  less(a: string, b: string): string {
    return this.#asNumbers(this.op("Less", [a, b]));
  }

  /** 1 where a = b, else 0. */
  equal(a: string, b: string): string {
    if (this.#opset >= EQUAL_TAKES_FLOATS) {
      return this.#asNumbers(this.op("Equal", [a, b]));
    }
    return this.complement(this.add(this.greater(a, b), this.less(a, b)));
  }

  /** The sum over some axes, which stay with size 1 unless `keep` is false. */
  reduceSum(
    tensor: string,
    axes: readonly number[],
    options: { readonly keep?: boolean } = {},
  ): string {
    const keepdims = options.keep === false ? 0n : 1n;
    if (axes.length === 0) return tensor;
    return this.#reduce("ReduceSum", tensor, { axes, keepdims });
  }

  /** The mean over some axes, which stay with size 1. */
  reduceMean(tensor: string, axes: readonly number[]): string {
    return this.#reduce("ReduceMean", tensor, { axes, keepdims: 1n });
  }

  /** The maximum over some axes, which stay with size 1. */
  reduceMax(tensor: string, axes: readonly number[]): string {
    return this.#reduce("ReduceMax", tensor, { axes, keepdims: 1n });
  }

  /** Reorders axes: the result's axis i is the tensor's axis `order[i]`. */
  transpose(tensor: string, order: readonly number[]): string {
    return this.op("Transpose", [tensor], { perm: order.map(BigInt) });
  }

  /** Reshapes; 0 keeps the size at that place and one -1 is found out. */
  reshape(tensor: string, dims: readonly number[]): string {
    return this.op("Reshape", [tensor, this.integers(dims)]);
  }

  /** Puts axes of size 1 at places of the result. */
  unsqueeze(tensor: string, axes: readonly number[]): string {
    if (axes.length === 0) return tensor;
    return this.#opset >= AXES_OF_SUM_ARE_INPUT
      ? this.op("Unsqueeze", [tensor, this.integers(axes)])
      : this.op("Unsqueeze", [tensor], { axes: axes.map(BigInt) });
  }

  /** Reshapes to another tensor's shape. */
  reshapeLike(tensor: string, target: Shaped): string {
    const { dims } = target;
    const unknown = dims.filter((dim) => typeof dim !== "number").length;
    if (unknown > 1 || dims.includes(0)) {
      return this.op("Reshape", [tensor, this.shapeOf(target)]);
    }
    return this.reshape(
      tensor,
      dims.map((dim) => typeof dim === "number" ? dim : -1),
    );
  }

  /**
   * Repeats a tensor along axes of size 1, to another tensor's shape.
   *
   * @param axes The axes that have size 1 and may have to grow.
   */
  expandLike(tensor: string, target: Shaped, axes: readonly number[]): string {
    const sizes = target.dims.map((dim, axis) => axes.includes(axis) ? dim : 1);
    if (sizes.every((size) => size === 1)) return tensor;
    const shape = sizes.every((size) => typeof size === "number")
      ? this.integers(sizes)
      : this.shapeOf(target);
    return this.op("Expand", [tensor, shape]);
  }

  /** A tensor of another one's shape, filled with one value. */
  filledLike(target: Shaped, value: number): string {
    return this.op("ConstantOfShape", [this.shapeOf(target)], {
      value: { type: "float32", dims: [1], data: Float32Array.of(value) },
    });
  }

  /** A tensor's shape, as a tensor: a constant where it is known. */
  shapeOf({ name, dims }: Shaped): string {
    return dims.every((dim) => typeof dim === "number")
      ? this.integers(dims)
      : this.op("Shape", [name]);
  }

  /**
   * How many elements some axes span, as a number to divide by: a constant where
   * their sizes are known.
   */
  countOf(target: Shaped, axes: readonly number[]): string {
    const sizes = axes.map((axis): Dim => target.dims[axis]);
    const known = sizes.filter((size) => typeof size === "number");
    let count = this.number(sizeOf(known));
    for (const axis of axes) {
      if (typeof target.dims[axis] === "number") continue;
      const size = this.gather(this.op("Shape", [target.name]), [axis], 0);
      count = this.multiply(count, this.#asNumbers(size));
    }
    return count;
  }

  /** Keeps a stretch of each named axis. */
  slice(tensor: string, stretches: readonly Stretch[]): string {
    if (stretches.length === 0) return tensor;
    const starts = stretches.map(({ start }) => start);
    const ends = stretches.map(({ end }) => end);
    const axes = stretches.map(({ axis }) => axis);
    const steps = stretches.map(({ step = 1 }) => step);
    if (this.#opset >= SLICE_HAS_STEPS) {
      const lists = [starts, ends, axes, steps];
      return this.op("Slice", [
        tensor,
        ...lists.map((list) => this.integers(list)),
      ]);
    }
    let result = this.op("Slice", [tensor], {
      starts: starts.map(BigInt),
      ends: ends.map(BigInt),
      axes: axes.map(BigInt),
    });
    for (const { axis, start, end, step = 1 } of stretches) {
      if (step === 1) continue;
      const count = Math.ceil((end - start) / step);
      const places = Array.from({ length: count }, (_, index) => index * step);
      result = this.gather(result, places, axis);
    }
    return result;
  }

  /** Puts a border of one value around a tensor: sizes before and after each axis. */
  pad(
    tensor: string,
    border: {
      readonly before: readonly number[];
      readonly after: readonly number[];
      readonly value?: number;
    },
  ): string {
    const { before, after, value = 0 } = border;
    const pads = [...before, ...after];
    if (pads.every((size) => size === 0)) return tensor;
    if (this.#opset >= PADS_ARE_INPUT) {
      const inputs = [tensor, this.integers(pads), this.number(value)];
      return this.op("Pad", inputs, { mode: "constant" });
    }
    return this.op("Pad", [tensor], {
      mode: "constant",
      pads: pads.map(BigInt),
      value,
    });
  }

  /** Picks places along an axis. */
  gather(tensor: string, places: readonly number[], axis: number): string {
    return this.op("Gather", [tensor, this.integers(places)], {
      axis: BigInt(axis),
    });
  }

  /** Joins tensors along an axis. */
  concat(tensors: readonly string[], axis: number): string {
    const [only = ""] = tensors;
    if (tensors.length === 1) return only;
    return this.op("Concat", tensors, { axis: BigInt(axis) });
  }

  #reduce(
    op: "ReduceMax" | "ReduceMean" | "ReduceSum",
    tensor: string,
    options: { readonly axes: readonly number[]; readonly keepdims: bigint },
  ): string {
    const { axes, keepdims } = options;
    const since = op === "ReduceSum"
      ? AXES_OF_SUM_ARE_INPUT
      : AXES_OF_OTHERS_ARE_INPUT;
    return this.#opset >= since
      ? this.op(op, [tensor, this.integers(axes)], { keepdims })
      : this.op(op, [tensor], { axes: axes.map(BigInt), keepdims });
  }

  #asNumbers(tensor: string): string {
    return this.op("Cast", [tensor], { to: 1n });
  }
}
