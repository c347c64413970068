import type { Node, ValueInfo } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import type { Tensor } from "../tensor.ts";

/**
 * What the four axes of a tensor mean, in order: N the batch, C channels, H rows,
 * W columns.
 */
export type Layout = string;

/** What {@link imageLayouts} looks at. */
export interface LayoutOptions {
  /** What is known of every tensor. */
  readonly shapes: ReadonlyMap<string, ValueInfo>;
  /** The value of a constant tensor. */
  readonly constant: (name: string) => Tensor | undefined;
}

/** Operators that define the axes of what they read and make as N, C, H, W. */
const ANCHORS: ReadonlySet<string> = new Set([
  "AveragePool",
  "BatchNormalization",
  "Conv",
  "ConvTranspose",
  "DepthToSpace",
  "GlobalAveragePool",
  "GlobalMaxPool",
  "GroupNormalization",
  "InstanceNormalization",
  "LRN",
  "MaxPool",
  "SpaceToDepth",
]);

/** Operators after which an axis may mean something else. */
const SHUFFLERS: ReadonlySet<string> = new Set([
  "Einsum",
  "Expand",
  "Flatten",
  "Gemm",
  "MatMul",
  "Reshape",
  "Squeeze",
  "Unsqueeze",
]);

const REDUCTIONS = /^Reduce/;

/**
 * Finds which tensors of rank 4 hold images, and in which order of axes.
 *
 * Convolutions, poolings and the like say so for what they read and write. From
 * there it spreads over operators that keep the axes, in both directions, and is
 * permuted by `Transpose`: so the blocks of ConvNeXt, which compute on N×H×W×C, are
 * not taken for images with H channels.
 */
export function imageLayouts(
  nodes: readonly Node[],
  options: LayoutOptions,
): ReadonlyMap<string, Layout> {
  const spread = new Spread(options);
  const both = [...nodes, ...nodes.toReversed()];
  let found = -1;
  while (found < spread.layouts.size) {
    found = spread.layouts.size;
    for (const node of both) spread.over(node);
  }
  return spread.layouts;
}

class Spread {
  readonly layouts = new Map<string, Layout>();
  readonly #options: LayoutOptions;

  constructor(options: LayoutOptions) {
    this.#options = options;
  }

  over(node: Node): void {
    const [input = ""] = node.inputs;
    const [output = ""] = node.outputs;
    if (node.domain !== "" || SHUFFLERS.has(node.op)) return;
    if (ANCHORS.has(node.op)) {
      this.#say([input, output], "NCHW");
    } else if (node.op === "Transpose") {
      this.#transpose(node);
    } else {
      if (REDUCTIONS.test(node.op)) this.#say([input], this.#reduced(node));
      const tensors = [...node.inputs, ...node.outputs];
      const known = tensors.find((name) => this.layouts.has(name));
      if (known !== undefined) this.#say(tensors, this.layouts.get(known));
    }
  }

  /** Notes what the axes of tensors mean, for those of rank 4. */
  #say(tensors: readonly string[], layout: Layout | undefined): void {
    if (layout === undefined) return;
    for (const name of tensors) {
      const rank = this.#options.shapes.get(name)?.dims?.length;
      if (rank === 4 && !this.layouts.has(name)) this.layouts.set(name, layout);
    }
  }

  #transpose(node: Node): void {
    const [input = ""] = node.inputs;
    const [output = ""] = node.outputs;
    const order = new NodeAttributes(node).ints("perm");
    if (order?.length !== 4) return;
    const before = this.layouts.get(input);
    if (before !== undefined) {
      this.#say([output], order.map((axis) => before[axis]).join(""));
    }
    const after = this.layouts.get(output);
    if (after !== undefined) {
      const axes = order.map((_, axis) => after[order.indexOf(axis)]);
      this.#say([input], axes.join(""));
    }
  }

  /** What reducing over the two axes of an image says about the image. */
  #reduced(node: Node): Layout | undefined {
    const listed = new NodeAttributes(node).ints("axes") ??
      wholes(this.#options.constant(node.inputs[1] ?? ""));
    const axes = listed?.map((axis) => axis < 0 ? axis + 4 : axis).sort();
    if (axes?.join() === "2,3") return "NCHW";
    return axes?.join() === "1,2" ? "NHWC" : undefined;
  }
}

function wholes(tensor: Tensor | undefined): number[] | undefined {
  return tensor?.type === "int64" ? Array.from(tensor.data, Number) : undefined;
}
