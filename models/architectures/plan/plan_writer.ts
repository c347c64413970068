import type {
  Activation,
  BatchNorm,
  Combination,
  Convolution,
  Dense,
  Flatten,
  InputScaling,
  Layer,
  MaxPool,
  Mean,
  Pair,
  Shape,
  Sliding,
} from "./layer.ts";
import type { NetworkPlan } from "./network_plan.ts";
import { samePadding } from "./same_padding.ts";
import { shapeOf } from "./shapes_of.ts";

/** What a window is told beside its kernel; steps of 1 and no padding unless said. */
export interface WindowOptions {
  /** Steps between windows, along rows and columns. */
  readonly stride?: number;
  /** The same number of places at all four sides, all four, or TensorFlow's rule. */
  readonly padding?: number | Sliding["padding"] | "same";
}

/** What a layer is told beside what it reads and how its window moves. */
export type Written<T> = Omit<T, "kind" | "inputs" | keyof Sliding>;

/** Writes a plan layer by layer; layers go by name. */
export class PlanWriter {
  readonly #input: NetworkPlan["input"];
  readonly #layers: Layer[] = [];
  readonly #shapes: Map<string, Shape>;

  /** Starts with what the network reads. */
  constructor(input: NetworkPlan["input"]) {
    this.#input = input;
    this.#shapes = new Map([[input.name, input.shape]]);
  }

  /** What a layer makes. */
  shape(name: string): Shape {
    return this.#shapes.get(name)!;
  }

  /** A convolution with a square kernel. */
  convolution(
    input: string,
    { kernel, stride, padding, ...rest }:
      & Written<Convolution>
      & WindowOptions
      & { readonly kernel: number },
  ): string {
    const window = this.#window(input, { kernel, stride, padding });
    return this.#add({
      kind: "convolution",
      inputs: [input],
      ...rest,
      ...window,
    });
  }

  /** The largest value of each square window. */
  maximum(
    input: string,
    { kernel, stride, padding, ...rest }:
      & Written<MaxPool>
      & WindowOptions
      & { readonly kernel: number },
  ): string {
    const window = this.#window(input, { kernel, stride, padding });
    return this.#add({ kind: "maximum", inputs: [input], ...rest, ...window });
  }

  /** A function of single elements. */
  activation(input: string, options: Written<Activation>): string {
    return this.#add({ kind: "activation", inputs: [input], ...options });
  }

  /** The mean over all places. */
  mean(input: string, options: Written<Mean>): string {
    return this.#add({ kind: "mean", inputs: [input], ...options });
  }

  /** All in a row. */
  flatten(input: string, options: Written<Flatten>): string {
    return this.#add({ kind: "flatten", inputs: [input], ...options });
  }

  /** A matrix. */
  dense(input: string, options: Written<Dense>): string {
    return this.#add({ kind: "dense", inputs: [input], ...options });
  }

  /** A factor and a shift a channel, for pixels. */
  scaling(input: string, options: Written<InputScaling>): string {
    return this.#add({ kind: "scaling", inputs: [input], ...options });
  }

  /** A batch normalisation that is not behind a convolution. */
  batchNorm(input: string, options: Written<BatchNorm>): string {
    const kind = "batch normalisation";
    return this.#add({ kind, inputs: [input], ...options });
  }

  /** The sum, product or concatenation of two layers. */
  combine(
    kind: Combination["kind"],
    { inputs, name }: Pick<Combination, "inputs" | "name">,
  ): string {
    return this.#add({ kind, inputs, name });
  }

  /** The plan as it stands. */
  plan(
    ends: Pick<NetworkPlan, "name" | "output" | "target">,
  ): NetworkPlan {
    return { ...ends, input: this.#input, layers: [...this.#layers] };
  }

  #window(
    input: string,
    { kernel: side, stride = 1, padding = 0 }: {
      readonly kernel: number;
      readonly stride?: number | undefined;
      readonly padding?: WindowOptions["padding"] | undefined;
    },
  ): Sliding {
    const [, ...size] = this.shape(input);
    const kernel: Pair = [side, side];
    const strides: Pair = [stride, stride];
    const pads = padding === "same"
      ? samePadding(size, { kernel, strides })
      : typeof padding === "number"
      ? [padding, padding, padding, padding] as const
      : padding;
    return { kernel, strides, dilations: [1, 1], padding: pads };
  }

  #add(layer: Layer): string {
    const inputs = layer.inputs.map((name) => this.shape(name));
    this.#shapes.set(layer.name, shapeOf(layer, inputs));
    this.#layers.push(layer);
    return layer.name;
  }
}
