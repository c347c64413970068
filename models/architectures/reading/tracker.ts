import type { Dim, Node, ValueInfo } from "../../onnx/graph.ts";
import type { SmallValues } from "./small_values.ts";
import type { Layer, Padding, Shape } from "../plan/layer.ts";
import { shapeOf } from "../plan/shapes_of.ts";

/** What a tensor holds: a layer's values, and how they lie in it. */
export interface Value {
  /** The layer's name, or the input's. */
  readonly layer: string;
  /**
   * What its axes mean: N the batch, C channels, H rows, W columns, 1 nothing. A
   * vector's rows and columns are 1.
   */
  readonly axes: string;
  /** Zeros around rows and columns that the next window shall read. */
  readonly padding?: Padding;
}

/** A layer without what the tracker adds. */
export type NewLayer = Layer extends infer L
  ? L extends Layer ? Omit<L, "name" | "inputs"> : never
  : never;

/** What {@link Tracker} knows beforehand. */
export interface TrackerOptions {
  /** What is known of every tensor. */
  readonly shapes: ReadonlyMap<string, ValueInfo>;
  /** Elements of small constants. */
  readonly values: SmallValues;
  /** The version of ONNX's operator set. */
  readonly opset: number;
}

/** Keeps what the tensors of a graph hold, while its nodes are read in order. */
export class Tracker {
  /** The layers that were found, in order; some may be parts of later ones. */
  readonly layers = new Map<string, Layer>();
  /** What each layer makes, the input included. */
  readonly layerShapes = new Map<string, Shape>();
  /** The node that stands for each layer. */
  readonly nodes = new Map<string, Node>();
  /** The version of ONNX's operator set. */
  readonly opset: number;
  readonly #tensors = new Map<string, Value>();
  readonly #shapes: ReadonlyMap<string, ValueInfo>;
  readonly #values: SmallValues;

  /** Starts before the first node. */
  constructor({ shapes, values, opset }: TrackerOptions) {
    this.#shapes = shapes;
    this.#values = values;
    this.opset = opset;
  }

  /** Says what the image is. */
  begin(
    input: string,
    { shape, axes }: { readonly shape: Shape; readonly axes: string },
  ): void {
    this.layerShapes.set(input, shape);
    this.#tensors.set(input, { layer: input, axes });
  }

  /** What a tensor holds, if it changes with the image. */
  valueOf(tensor: string): Value | undefined {
    return this.#tensors.get(tensor);
  }

  /** Notes what a tensor holds. */
  hold(tensor: string, value: Value): void {
    this.#tensors.set(tensor, value);
  }

  /** The extents of a tensor, as far as they are known. */
  dimsOf(tensor: string): readonly Dim[] | undefined {
    return this.#shapes.get(tensor)?.dims;
  }

  /** The extents of a constant, if all are known. */
  constantDims(tensor: string): number[] | undefined {
    const dims = this.dimsOf(tensor);
    const sizes = dims?.filter((dim) => typeof dim === "number");
    return sizes?.length === dims?.length ? sizes : undefined;
  }

  /** The elements of a small constant. */
  elements(tensor: string): readonly number[] | undefined {
    return this.#values.of(tensor);
  }

  /** What a layer, or the input, makes. */
  shape({ layer }: Pick<Value, "layer">): Shape {
    return this.layerShapes.get(layer)!;
  }

  /** Whether a value is a vector, with one row and one column. */
  isVector(value: Value): boolean {
    const [, rows, columns] = this.shape(value);
    return rows === 1 && columns === 1;
  }

  /**
   * Adds the layer that a node is.
   *
   * @param inputs Names of layers.
   * @param at The node that stands for it in messages; the layer is called by the
   * tensor that `node` makes.
   */
  add(
    layer: NewLayer,
    { node, inputs, axes, at = node }: {
      readonly node: Node;
      readonly inputs: readonly string[];
      readonly axes: string;
      readonly at?: Node;
    },
  ): Value {
    const name = node.outputs[0]!;
    const whole = { ...layer, name, inputs } as Layer;
    this.layers.set(name, whole);
    this.layerShapes.set(
      name,
      shapeOf(whole, inputs.map((input) => this.layerShapes.get(input)!)),
    );
    this.nodes.set(name, at);
    return { layer: name, axes };
  }
}
