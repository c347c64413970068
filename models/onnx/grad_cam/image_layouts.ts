import type { Node, ValueInfo } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import { ELEMENTWISE } from "../shapes/elementwise.ts";
import { REDUCTION } from "../shapes/reduction.ts";
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
  "GlobalLpPool",
  "GlobalMaxPool",
  "GroupNormalization",
  "InstanceNormalization",
  "LRN",
  "LpPool",
  "MaxPool",
  "MaxUnpool",
  "SpaceToDepth",
]);

/** Operators after which each axis of four means what it meant before. */
const KEEPERS: ReadonlySet<string> = new Set([
  ...ELEMENTWISE.keys(),
  ...REDUCTION.keys(),
  "Concat",
  "Gather",
  "LayerNormalization",
  "Pad",
  "Resize",
  "Slice",
  "Split",
  "Tile",
  "Upsample",
]);

/** What contradicting statements make of a layout; no order of axes changes it. */
const DOUBT: Layout = "????";

/**
 * Finds which tensors of rank 4 hold images, and in which order of axes.
 *
 * Convolutions, poolings and the like say so for what they read and write. From
 * there it spreads over operators that keep the axes, in both directions, and is
 * permuted by `Transpose`: so it is known of networks that compute on N×H×W×C
 * between their convolutions, and of the blocks of ConvNeXt. Where none of this leads
 * to, a reduction over two neighbouring axes says that these are rows and columns.
 *
 * A tensor is left out if nothing says what its axes are, as behind a `Reshape`, or if
 * two sides say different things.
 */
export function imageLayouts(
  nodes: readonly Node[],
  options: LayoutOptions,
): ReadonlyMap<string, Layout> {
  const spread = new Spread(nodes, options);
  spread.define();
  spread.settle();
  spread.suppose();
  spread.settle();
  return spread.certain();
}

class Spread {
  readonly #nodes: readonly Node[];
  readonly #options: LayoutOptions;
  readonly #layouts = new Map<string, Layout>();
  /** Tensors whose axes are defined by what reads or makes them. */
  readonly #defined = new Set<string>();
  #grows = false;

  constructor(nodes: readonly Node[], options: LayoutOptions) {
    this.#nodes = nodes.filter(({ domain }) => domain === "");
    this.#options = options;
  }

  /** Notes what anchors define, which nothing contradicts. */
  define(): void {
    for (const { op, inputs, outputs } of this.#nodes) {
      if (!ANCHORS.has(op)) continue;
      for (const name of [inputs[0] ?? "", outputs[0] ?? ""]) {
        this.#say(name, "NCHW");
        this.#defined.add(name);
      }
    }
  }

  /** Spreads what is known as far as it goes. */
  settle(): void {
    const both = [...this.#nodes, ...this.#nodes.toReversed()];
    do {
      this.#grows = false;
      for (const node of both) this.#over(node);
    } while (this.#grows);
  }

  /** Takes reductions over two axes for such over rows and columns. */
  suppose(): void {
    const unknown = this.#nodes.filter(({ op, inputs: [image = ""] }) =>
      op.startsWith("Reduce") && !this.#layouts.has(image)
    );
    for (const node of unknown) {
      const layout = this.#reduced(node);
      if (layout !== undefined) this.#say(node.inputs[0] ?? "", layout);
    }
  }

  /** All layouts that are beyond doubt. */
  certain(): ReadonlyMap<string, Layout> {
    return new Map(
      [...this.#layouts].filter(([, layout]) => layout !== DOUBT),
    );
  }

  #over(node: Node): void {
    if (node.op === "Transpose") this.#transpose(node);
    if (!KEEPERS.has(node.op) || ANCHORS.has(node.op)) return;
    const tensors = [...node.inputs, ...node.outputs];
    const said = tensors.flatMap((name) => this.#layouts.get(name) ?? []);
    for (const layout of new Set(said)) {
      for (const name of tensors) this.#say(name, layout);
    }
  }

  /** Notes what the axes of a tensor mean, if it is of rank 4 and may be an image. */
  #say(name: string, layout: Layout): void {
    const { shapes, constant } = this.#options;
    const before = this.#layouts.get(name);
    if (
      before === layout || before === DOUBT || this.#defined.has(name) ||
      shapes.get(name)?.dims?.length !== 4 || constant(name) !== undefined
    ) {
      return;
    }
    this.#layouts.set(name, before === undefined ? layout : DOUBT);
    this.#grows = true;
  }

  #transpose(node: Node): void {
    const [input = ""] = node.inputs;
    const [output = ""] = node.outputs;
    const order = new NodeAttributes(node).ints("perm") ?? [3, 2, 1, 0];
    if (order.length !== 4) return;
    const before = this.#layouts.get(input);
    if (before !== undefined) {
      this.#say(output, order.map((axis) => before[axis]).join(""));
    }
    const after = this.#layouts.get(output);
    if (after !== undefined) {
      const axes = order.map((_, axis) => after[order.indexOf(axis)]);
      this.#say(input, axes.join(""));
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
