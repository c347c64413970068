import type { Attribute, Graph, ValueInfo } from "../onnx/graph.ts";
import { GraphBuilder } from "../onnx/model_builder.ts";
import { sizeOf, type Tensor } from "../onnx/tensor.ts";

/** How a window moves over rows and columns; each pair is rows, then columns. */
export interface WindowOptions {
  /** Steps between windows; 1 unless said. */
  readonly stride?: number;
  /** Places added before and after rows, and columns; none unless said. */
  readonly pad?: readonly [number, number];
}

/** The kernels of a convolution. */
export interface Kernels extends WindowOptions {
  /** Output channels, input channels of a group, rows, columns. */
  readonly dims: readonly [number, number, number, number];
  /** In row-major order. */
  readonly weights: Iterable<number>;
  /** One an output channel; none unless said. */
  readonly bias?: Iterable<number>;
  /** Groups of channels that do not mix; 1 unless said. */
  readonly groups?: number;
}

/**
 * Appends the layers that networks for images are made of to a graph; tensors are
 * N×C×H×W and go by name.
 *
 * ```ts ignore
 * const layers = new Layers("net");
 * const image = layers.input({ name: "image", type: "float32", dims: ["n", 3, 8, 8] });
 * const maps = layers.clip(layers.conv(image, { dims: [1, 3, 1, 1], weights: [1, 0, -1] }));
 * ```
 */
export class Layers {
  readonly #builder: GraphBuilder;

  /** Starts an empty graph. */
  constructor(name: string) {
    this.#builder = new GraphBuilder(name);
  }

  /** The graph as it stands. */
  build(): Graph {
    return this.#builder.build();
  }

  /** Declares an input. */
  input(info: ValueInfo): string {
    return this.#builder.input(info);
  }

  /** Declares a tensor of the graph as an output of it. */
  output(info: ValueInfo): string {
    return this.#builder.output(info);
  }

  /** A convolution. */
  conv(x: string, kernels: Kernels): string {
    const { dims, weights, bias, groups = 1 } = kernels;
    const inputs = [x, this.#floats(dims, weights)];
    if (bias !== undefined) inputs.push(this.#floats([dims[0]], bias));
    return this.#op("Conv", inputs, {
      ...windowOf(dims.slice(2), kernels),
      group: BigInt(groups),
    });
  }

  /** The mean of each window, over the places that lie in the image. */
  averagePool(
    x: string,
    size: readonly [number, number],
    options: WindowOptions = {},
  ): string {
    return this.#op("AveragePool", [x], {
      ...windowOf(size, options),
      count_include_pad: 0n,
    });
  }

  /** The largest value of each window. */
  maxPool(
    x: string,
    size: readonly [number, number],
    options: WindowOptions = {},
  ): string {
    return this.#op("MaxPool", [x], windowOf(size, options));
  }

  /** The mean of each channel: N×C×1×1. */
  globalAverage(x: string): string {
    return this.#op("GlobalAveragePool", [x]);
  }

  /** Repeats the border outwards, as far as said of rows, and of columns. */
  edgePad(x: string, [rows, columns]: readonly [number, number]): string {
    const ends = [0, 0, rows, columns];
    const pads: Tensor = {
      type: "int64",
      dims: [8],
      data: BigInt64Array.from([...ends, ...ends], BigInt),
    };
    return this.#op("Pad", [x, this.#builder.constant(pads, "pads")], {
      mode: "edge",
    });
  }

  /** What lies between 0 and 1; what lies outside becomes the nearer of these. */
  clip(x: string): string {
    return this.#op("Clip", [x, this.#floats([], [0]), this.#floats([], [1])]);
  }

  /** The natural logarithm. */
  log(x: string): string {
    return this.#op("Log", [x]);
  }

  /** The square root; the result may be given a name. */
  sqrt(x: string, name?: string): string {
    return this.#op("Sqrt", [x], {}, name);
  }

  /** a + b, where extents of 1 are repeated. */
  add(a: string, b: string): string {
    return this.#op("Add", [a, b]);
  }

  /** a − b, where extents of 1 are repeated. */
  subtract(a: string, b: string): string {
    return this.#op("Sub", [a, b]);
  }

  /** a·b, where extents of 1 are repeated. */
  multiply(a: string, b: string): string {
    return this.#op("Mul", [a, b]);
  }

  /** a / b, where extents of 1 are repeated. */
  divide(a: string, b: string): string {
    return this.#op("Div", [a, b]);
  }

  /** Each element times one number, plus another. */
  affine(x: string, factor: number, shift = 0): string {
    const scaled = this.#op("Mul", [x, this.#floats([], [factor])]);
    return shift === 0
      ? scaled
      : this.#op("Add", [scaled, this.#floats([], [shift])]);
  }

  /** The largest of each place's values. */
  max(...tensors: readonly string[]): string {
    return this.#op("Max", tensors);
  }

  /** Channels of one after those of the other. */
  concat(tensors: readonly string[]): string {
    return this.#op("Concat", tensors, { axis: 1n });
  }

  /** N×C×H×W to N×(C·H·W); the result may be given a name. */
  flatten(x: string, name?: string): string {
    return this.#op("Flatten", [x], { axis: 1n }, name);
  }

  #op(
    op: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
    name?: string,
  ): string {
    return this.#builder.op(op, inputs, {
      ...(attributes && { attributes }),
      ...(name !== undefined && { outputs: [name] }),
    })[0]!;
  }

  #floats(dims: readonly number[], values: Iterable<number>): string {
    const data = Float32Array.from(values);
    if (data.length !== sizeOf(dims)) {
      throw new RangeError(
        `Cannot make a tensor of ${data.length} numbers with the shape (${
          dims.join(", ")
        }): supply ${sizeOf(dims)}`,
      );
    }
    return this.#builder.constant({ type: "float32", dims, data });
  }
}

function windowOf(
  size: readonly number[],
  { stride = 1, pad = [0, 0] }: WindowOptions,
): Readonly<Record<string, readonly bigint[]>> {
  return {
    kernel_shape: size.map(BigInt),
    strides: [BigInt(stride), BigInt(stride)],
    pads: [...pad, ...pad].map(BigInt),
  };
}
