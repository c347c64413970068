import type { Layer } from "../../models/architectures/plan/layer.ts";
import type { NetworkPlan } from "../../models/architectures/plan/network_plan.ts";
import { shapesOf } from "../../models/architectures/plan/shapes_of.ts";
import {
  type Part,
  type Weights,
  type WeightSource,
  weightSource,
} from "../../models/architectures/building/weight_source.ts";
import type { Attribute, Model } from "../../models/onnx/graph.ts";
import { GraphBuilder } from "../../models/onnx/model_builder.ts";
import type { Tensor } from "../../models/onnx/tensor.ts";
import { modelOf } from "./onnx_models.ts";
import { floats, ints } from "./tensors.ts";

/** Means and variances of Keras' Normalization layer with TensorFlow 2.3's weights. */
const MEAN = [0.485, 0.456, 0.406];
const VARIANCE = [0.229, 0.224, 0.225];

/**
 * A plan as tf2onnx writes it before its optimisers run, after the published source of
 * the converter: all tensors keep channels last, a Transpose stands before and behind
 * every convolution, pooling and batch normalisation; Keras' ZeroPadding2D is a Pad of
 * its own and "same" padding is left to `auto_pad`; biases are added by nodes of their
 * own; means are ReduceMean without kept axes, followed by a Reshape whose shape is
 * computed; a batch normalisation of vectors is a Mul and an Add; matrices are MatMul
 * and Add. Nodes have no names.
 *
 * @param weights All zero unless said; of one seed, the network computes what
 * `buildNetwork` builds of it.
 */
export function tensorflowStyle(
  plan: NetworkPlan,
  weights: Weights = "zeros",
): Model {
  const style = new Style(plan, weightSource(weights));
  for (const layer of plan.layers) style.append(layer);
  return style.model();
}

class Style {
  readonly #plan: NetworkPlan;
  readonly #builder = new GraphBuilder("tf2onnx");
  readonly #tensors = new Map<string, string>();
  readonly #source: WeightSource;
  readonly #shapes: ReturnType<typeof shapesOf>;

  constructor(plan: NetworkPlan, source: WeightSource) {
    this.#plan = plan;
    this.#source = source;
    this.#shapes = shapesOf(plan);
    const { name, shape: [channels, height, width] } = plan.input;
    this.#builder.input({
      name: "input_1",
      type: "float32",
      dims: ["unk__1", height, width, channels],
    });
    this.#tensors.set(name, "input_1");
  }

  model(): Model {
    const scores = this.#tensors.get(this.#plan.output)!;
    this.#builder.op("Softmax", [scores], {
      attributes: { axis: -1n },
      outputs: ["diagnosis"],
    });
    const classes = this.#shapes.get(this.#plan.output)![0];
    this.#builder.output({
      name: "diagnosis",
      type: "float32",
      dims: ["unk__2", classes],
    });
    return { ...modelOf(this.#builder.build()), producer: "tf2onnx 1.16.1" };
  }

  append(layer: Layer): void {
    const read = layer.inputs.map((name) => this.#tensors.get(name)!);
    this.#tensors.set(layer.name, this.#nodes(layer, read));
  }

  #nodes(layer: Layer, read: readonly string[]): string {
    const [x = ""] = read;
    const [channels] = this.#shapes.get(layer.inputs[0]!)!;
    switch (layer.kind) {
      case "convolution": {
        const group = BigInt(layer.groups);
        const dims = [layer.channels, channels / layer.groups, ...layer.kernel];
        let y = this.#windowed("Conv", x, {
          ...layer,
          others: [this.#constant(this.#source.kernel("", dims).tensor)],
          attributes: { group },
        });
        if (layer.bias) y = this.#op("Add", y, this.#vector(layer.channels));
        if (layer.norm === undefined) return y;
        const first = this.#toFirst(y);
        return this.#toLast(
          this.#builder.op("BatchNormalization", [
            first,
            ...(["gamma", "beta", "mean", "variance"] as const)
              .map((part) => this.#vector(layer.channels, part)),
          ], { attributes: { epsilon: layer.norm.epsilon! } })[0]!,
        );
      }
      case "maximum":
        return this.#windowed("MaxPool", x, {
          ...layer,
          others: [],
          attributes: {},
        });
      case "mean":
        return this.#builder.op("ReduceMean", [x], {
          attributes: { axes: [1n, 2n], keepdims: 0n },
        })[0]!;
      case "flatten": {
        const [features] = this.#shapes.get(layer.name)!;
        return this.#op("Reshape", x, this.#constant(ints(-1, features)));
      }
      case "dense":
        return layer.form === "convolution"
          ? this.#excitation(layer, { x, channels })
          : this.#op(
            "Add",
            this.#op(
              "MatMul",
              x,
              this.#constant(
                this.#source.matrix("", [channels, layer.channels]).tensor,
              ),
            ),
            this.#vector(layer.channels),
          );
      case "activation": {
        if (layer.function === "relu") return this.#op("Relu", x);
        const gate = this.#op("Sigmoid", x);
        return layer.function === "sigmoid" ? gate : this.#op("Mul", gate, x);
      }
      case "scaling": {
        const root = this.#op("Sqrt", this.#constant(floats([3], VARIANCE)));
        const scaled = this.#op(
          "Mul",
          x,
          this.#constant(floats([], [1 / 255])),
        );
        const moved = this.#op("Add", scaled, this.#constant(floats([], [0])));
        const centred = this.#op(
          "Sub",
          moved,
          this.#constant(floats([3], MEAN)),
        );
        return this.#op("Div", centred, root);
      }
      case "batch normalisation": {
        const factor = 1 / Math.sqrt(1 + layer.epsilon!);
        const factors = new Float32Array(channels).fill(factor);
        const scaled = this.#op(
          "Mul",
          x,
          this.#constant(floats([channels], factors)),
        );
        return this.#op("Add", scaled, this.#vector(channels));
      }
      case "sum":
        return this.#op("Add", ...read);
      case "product":
        return this.#op("Mul", ...read);
      case "concatenation":
        throw new TypeError("No network of Keras has a concatenation");
      case "other":
        throw new TypeError(`No plan has ${layer.op}`);
    }
  }

  /** The two convolutions of squeeze and excitation; the first shapes its vector. */
  #excitation(
    layer: Extract<Layer, { kind: "dense" }>,
    { x, channels }: { readonly x: string; readonly channels: number },
  ): string {
    let map = x;
    if (layer.name.endsWith("se_reduce")) {
      const shape = this.#op("Shape", x);
      const batch = this.#op("Gather", shape, this.#constant(ints(0)));
      const wanted = this.#builder.op("Concat", [
        batch,
        this.#constant(ints(1)),
        this.#constant(ints(1)),
        this.#constant(ints(channels)),
      ], { attributes: { axis: 0n } })[0]!;
      map = this.#op("Reshape", x, wanted);
    }
    const dims = [layer.channels, channels, 1, 1];
    const made = this.#op(
      "Conv",
      this.#toFirst(map),
      this.#constant(this.#source.kernel("", dims).tensor),
    );
    return this.#op("Add", this.#toLast(made), this.#vector(layer.channels));
  }

  #windowed(
    op: string,
    x: string,
    { kernel, strides, padding, others, attributes }:
      & Pick<
        Extract<Layer, { kind: "maximum" }>,
        "kernel" | "strides" | "padding"
      >
      & {
        readonly others: readonly string[];
        readonly attributes: Readonly<Record<string, Attribute>>;
      },
  ): string {
    const isPadded = padding.some((places) => places > 0);
    const isSame = isPadded && strides.every((stride) => stride === 1);
    const [top, left, bottom, right] = padding;
    const padded = isPadded && !isSame
      ? this.#op(
        "Pad",
        x,
        this.#constant(ints(0, top, left, 0, 0, bottom, right, 0)),
      )
      : x;
    return this.#toLast(
      this.#builder.op(op, [this.#toFirst(padded), ...others], {
        attributes: {
          ...attributes,
          auto_pad: isSame ? "SAME_UPPER" : "VALID",
          kernel_shape: kernel.map(BigInt),
          strides: strides.map(BigInt),
        },
      })[0]!,
    );
  }

  #toFirst(x: string): string {
    const perm = [0n, 3n, 1n, 2n];
    return this.#builder.op("Transpose", [x], { attributes: { perm } })[0]!;
  }

  #toLast(x: string): string {
    const perm = [0n, 2n, 3n, 1n];
    return this.#builder.op("Transpose", [x], { attributes: { perm } })[0]!;
  }

  #vector(length: number, part: Part = "bias"): string {
    return this.#constant(
      this.#source.vector("", { part, length }).tensor,
    );
  }

  #constant(tensor: Tensor): string {
    return this.#builder.constant(tensor);
  }

  #op(op: string, ...inputs: readonly string[]): string {
    return this.#builder.op(op, inputs)[0]!;
  }
}
