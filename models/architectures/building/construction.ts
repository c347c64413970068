import type { GraphBuilder } from "../../onnx/model_builder.ts";
import type { Layer, Shape, Sliding } from "../plan/layer.ts";
import type { NamedWeights, WeightSource } from "./weight_source.ts";

/** Operators that make tensors of rank 2, whatever they read; the others keep it. */
const FLATTENING: ReadonlySet<string> = new Set(["Flatten", "Gemm"]);

/** What {@link Construction} is told. */
export interface ConstructionOptions {
  /** The name of the input, in the plan and in the graph. */
  readonly input: string;
  /** What each layer of the plan makes, the input included. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Where weights come from. */
  readonly source: WeightSource;
  /** Whether batch normalisations are folded into the convolutions before them. */
  readonly folded: boolean;
}

/** Builds the nodes of one layer after the other. */
export class Construction {
  readonly #builder: GraphBuilder;
  readonly #shapes: ReadonlyMap<string, Shape>;
  readonly #source: WeightSource;
  readonly #folded: boolean;
  /** The tensor of each layer. */
  readonly #tensors = new Map<string, string>();
  /** Tensors of rank 2. */
  readonly #flat = new Set<string>();

  /** Starts behind the input. */
  constructor(
    builder: GraphBuilder,
    { input, shapes, source, folded }: ConstructionOptions,
  ) {
    this.#builder = builder;
    this.#shapes = shapes;
    this.#source = source;
    this.#folded = folded;
    this.#tensors.set(input, input);
  }

  /** Exchanges axes of the input, for all that read it. */
  transpose(input: string, order: readonly number[], name: string): void {
    this.#tensors.set(input, this.#transposed(input, order, name));
  }

  /**
   * Appends the nodes of a layer.
   *
   * @throws {TypeError} If no plan has such a layer.
   */
  append(layer: Layer): void {
    const inputs = layer.inputs.map((name) => this.#tensors.get(name)!);
    const shape = this.#shapes.get(layer.inputs[0]!)!;
    this.#tensors.set(layer.name, this.#nodes(layer, { inputs, shape }));
  }

  /**
   * Gives a layer's values, or a softmax of them, the name of an output.
   *
   * @returns The output's extents without the batch.
   */
  end(
    layer: string,
    { output, softmax = false }: {
      readonly output: string;
      readonly softmax?: boolean;
    },
  ): number[] {
    const tensor = this.#tensors.get(layer)!;
    this.#builder.op(softmax ? "Softmax" : "Identity", [tensor], {
      name: output,
      outputs: [output],
    });
    const shape = this.#shapes.get(layer)!;
    return this.#flat.has(tensor) ? [shape[0]] : [...shape];
  }

  #nodes(
    layer: Layer,
    { inputs, shape }: {
      readonly inputs: readonly string[];
      readonly shape: Shape;
    },
  ): string {
    const [input = ""] = inputs;
    const { name } = layer;
    const [channels] = shape;
    switch (layer.kind) {
      case "convolution": {
        const dims = [
          layer.channels,
          channels / layer.groups,
          ...layer.kernel,
        ];
        const made = this.#convolution(input, {
          ...layer,
          bias: layer.bias || (this.#folded && layer.norm !== undefined),
          dims,
        });
        return layer.norm === undefined || this.#folded
          ? made
          : this.#norm(made, { ...layer.norm, channels: layer.channels });
      }
      case "maximum":
        return this.#op("MaxPool", inputs, { name, ...window(layer) });
      case "mean":
        return this.#op("GlobalAveragePool", inputs, { name });
      case "flatten": {
        const last = layer.order === "rows, columns, channels"
          ? this.#transposed(input, [0, 2, 3, 1], `${name}_nhwc`)
          : input;
        return this.#flatten(last, name);
      }
      case "dense":
        return layer.form === "convolution"
          ? this.#convolution(input, {
            ...layer,
            dims: [layer.channels, channels, 1, 1],
          })
          : this.#dense(input, { ...layer, features: channels });
      case "activation":
        return this.#activation(input, layer);
      case "scaling": {
        const vector = (values: readonly number[], part: string): string =>
          this.#builder.constant({
            type: "float32",
            dims: [1, values.length, 1, 1],
            data: Float32Array.from(values),
          }, `${name}_${part}`);
        const { scale = [], shift = [] } = layer;
        const scaled = this.#op("Mul", [input, vector(scale, "scale")], {
          name: `${name}_scaled`,
        });
        return this.#op("Add", [scaled, vector(shift, "shift")], { name });
      }
      case "batch normalisation":
        return this.#norm(input, { ...layer, channels });
      case "sum":
        return this.#op("Add", inputs, { name });
      case "product":
        return this.#op("Mul", inputs, { name });
      case "concatenation":
        return this.#op("Concat", inputs, { name, attributes: { axis: 1n } });
      case "other":
        throw unbuildable(name, layer.op);
    }
  }

  #convolution(
    input: string,
    { name, dims, bias, ...rest }:
      & {
        readonly name: string;
        readonly dims: readonly number[];
        readonly bias: boolean;
      }
      & Partial<Sliding>
      & { readonly groups?: number },
  ): string {
    const inputs = [input, this.#constant(this.#source.kernel(name, dims))];
    if (bias) inputs.push(this.#bias(name, dims[0]!));
    const { attributes } = window({
      kernel: [dims[2]!, dims[3]!],
      strides: [1, 1],
      dilations: [1, 1],
      padding: [0, 0, 0, 0],
      ...rest,
    });
    return this.#op("Conv", inputs, {
      name,
      attributes: { ...attributes, group: BigInt(rest.groups ?? 1) },
    });
  }

  #norm(
    input: string,
    { name, epsilon = 0, channels }: {
      readonly name: string;
      readonly epsilon: number | undefined;
      readonly channels: number;
    },
  ): string {
    const parts = (["gamma", "beta", "mean", "variance"] as const).map((part) =>
      this.#constant(this.#source.vector(name, { part, length: channels }))
    );
    return this.#op("BatchNormalization", [input, ...parts], {
      name,
      attributes: { epsilon },
    });
  }

  #activation(
    input: string,
    { name, function: kind }: Extract<Layer, { kind: "activation" }>,
  ): string {
    if (kind === "relu") return this.#op("Relu", [input], { name });
    if (kind === "sigmoid") return this.#op("Sigmoid", [input], { name });
    if (kind !== "swish") throw unbuildable(name, kind);
    const gate = this.#op("Sigmoid", [input], { name: `${name}_sigmoid` });
    return this.#op("Mul", [input, gate], { name });
  }

  #dense(
    input: string,
    { name, channels, features, bias }: {
      readonly name: string;
      readonly channels: number;
      readonly features: number;
      readonly bias: boolean;
    },
  ): string {
    const flat = this.#flat.has(input)
      ? input
      : this.#flatten(input, `${name}_flat`);
    const matrix = this.#source.matrix(name, [features, channels]);
    const inputs = [flat, this.#constant(matrix)];
    if (bias) inputs.push(this.#bias(name, channels));
    return this.#op("Gemm", inputs, { name });
  }

  #flatten(input: string, name: string): string {
    return this.#op("Flatten", [input], { name });
  }

  #transposed(input: string, order: readonly number[], name: string): string {
    const perm = order.map(BigInt);
    return this.#op("Transpose", [input], { name, attributes: { perm } });
  }

  #bias(layer: string, length: number): string {
    return this.#constant(this.#source.vector(layer, { part: "bias", length }));
  }

  #constant({ name, tensor }: NamedWeights): string {
    return this.#builder.constant(tensor, name);
  }

  #op(
    op: string,
    inputs: readonly string[],
    options: Parameters<GraphBuilder["op"]>[2],
  ): string {
    const [made = ""] = this.#builder.op(op, inputs, options);
    const [input = ""] = inputs;
    if (FLATTENING.has(op) || this.#flat.has(input)) this.#flat.add(made);
    return made;
  }
}

function unbuildable(layer: string, what: string): TypeError {
  return new TypeError(
    `Cannot build the layer "${layer}": nothing is known of "${what}" but its name: use layers that a plan describes`,
  );
}

/** The attributes of a window. */
function window({ kernel, strides, dilations, padding }: Sliding) {
  return {
    attributes: {
      kernel_shape: kernel.map(BigInt),
      strides: strides.map(BigInt),
      dilations: dilations.map(BigInt),
      pads: padding.map(BigInt),
    },
  };
}
