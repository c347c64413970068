import type { Node, ValueInfo } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import { sizeOf, type Tensor } from "../tensor.ts";
import { type Adjoint, channelMeans, summed, swept } from "./adjoint.ts";
import { affineRule } from "./affine_rules.ts";
import { perSample } from "./extents.ts";
import type { MapAxes } from "./map_axes.ts";

/** What {@link linearHead} looks at. */
export interface LinearHeadOptions {
  /** The layer's tensor. */
  readonly layer: string;
  /** Which of its axes are channels, rows and columns. */
  readonly axes: MapAxes;
  /** The tensor of the scores. */
  readonly scores: string;
  /** How many scores a sample has. */
  readonly classes: number;
  /** The nodes from the layer to the scores, in order. */
  readonly nodes: readonly Node[];
  /** The tensors that change with the layer. */
  readonly changing: ReadonlySet<string>;
  /** What is known of every tensor. */
  readonly shapes: ReadonlyMap<string, ValueInfo>;
  /** The value of a constant tensor. */
  readonly constant: (name: string) => Tensor | undefined;
}

/** The most numbers that are held at a time, 32 MB of them. */
const CHUNK = 2 ** 22;

/**
 * The weights of Grad-CAM where the scores are an affine function of the layer: the
 * derivatives are then constants of the model, and so are their means over places.
 *
 * The derivatives of some scores at a time are pulled back, node by node, from the
 * scores to the layer, in float64.
 *
 * @returns Classes × channels in row-major order, or `undefined` if a node on the
 * way is not affine, such as a ReLU.
 */
export function linearHead(
  options: LinearHeadOptions,
): Float32Array<ArrayBuffer> | undefined {
  const { classes, nodes, shapes, layer, axes } = options;
  if (nodes.some((node) => affineRule(node) === undefined)) return undefined;
  const names = [layer, ...nodes.flatMap(({ outputs }) => outputs)];
  const sizes = names.map((name) => sizeOf(perSample(shapes.get(name)) ?? []));
  const step = Math.max(1, Math.floor(CHUNK / Math.max(...sizes)));
  const channels = perSample(shapes.get(layer))?.[axes[0] - 1] ?? 0;
  const weights = new Float32Array(classes * channels);
  for (let first = 0; first < classes; first += step) {
    const rows = Math.min(step, classes - first);
    const adjoint = pullBack(seed(options, { first, rows }), options);
    if (adjoint === undefined) return undefined;
    const inOrder = swept(adjoint, axes.map((axis) => axis - 1));
    weights.set(channelMeans(inOrder), first * channels);
  }
  return weights;
}

/** The derivatives of some scores with respect to all scores: parts of an identity. */
function seed(
  { classes, scores, shapes }: LinearHeadOptions,
  { first, rows }: { readonly first: number; readonly rows: number },
): Adjoint {
  const data = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) data[row * classes + first + row] = 1;
  return { rows, dims: perSample(shapes.get(scores)) ?? [classes], data };
}

function pullBack(
  seeded: Adjoint,
  options: LinearHeadOptions,
): Adjoint | undefined {
  const { nodes, changing, shapes, layer, axes, scores } = options;
  const adjoints = new Map([[scores, seeded]]);
  for (const node of nodes.toReversed()) {
    const [output = ""] = node.outputs;
    const adjoint = adjoints.get(output);
    const to = perSample(shapes.get(output));
    if (adjoint === undefined || to === undefined) return undefined;
    for (const [input, name] of node.inputs.entries()) {
      if (!changing.has(name)) continue;
      const from = perSample(shapes.get(name));
      const pulled = from && affineRule(node)?.({
        node,
        attributes: new NodeAttributes(node),
        input,
        from,
        to,
        adjoint,
        constant: (index) => {
          const tensor = options.constant(node.inputs[index] ?? "");
          return tensor?.type === "float32" ? tensor : undefined;
        },
        wholes: (index) => {
          const tensor = options.constant(node.inputs[index] ?? "");
          return tensor?.type === "int64"
            ? Array.from(tensor.data, Number)
            : undefined;
        },
      });
      if (pulled === undefined) return undefined;
      const before = adjoints.get(name);
      adjoints.set(name, before ? summed(before, pulled) : pulled);
    }
  }
  const found = adjoints.get(layer);
  const full = perSample(shapes.get(layer));
  const channels = axes[0] - 1;
  if (found === undefined || full === undefined) return undefined;
  // An axis of channels along which all is the same has to be written out.
  return found.dims[channels] === full[channels] ? found : undefined;
}
