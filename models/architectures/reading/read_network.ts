import { dependence } from "../../onnx/gradient/dependence.ts";
import {
  type ClassScores,
  classScores,
} from "../../onnx/grad_cam/class_scores.ts";
import { imageInput } from "../../onnx/grad_cam/image_input.ts";
import { foldConstants } from "../../onnx/fold_constants.ts";
import type { Dim, Graph, Model, Node, ValueInfo } from "../../onnx/graph.ts";
import { inferShapes } from "../../onnx/infer_shapes.ts";
import { nodeLabel } from "../../onnx/node_label.ts";
import { NodeAttributes } from "../../onnx/node_attributes.ts";
import { sizeOf } from "../../onnx/tensor.ts";
import { canonicalOrder } from "../plan/canonical_order.ts";
import type { Pair, Shape } from "../plan/layer.ts";
import type { NetworkPlan } from "../plan/network_plan.ts";
import { type FoundInput, inputOf } from "./found_input.ts";
import { plainOperators } from "./plain_operators.ts";
import { RULES } from "./rules.ts";
import { SmallValues } from "./small_values.ts";
import { Tracker, type Value } from "./tracker.ts";

/** The network that a file holds, in the terms of a plan. */
export interface FoundNetwork {
  /** Its layers; they are called by the tensors that they make. */
  readonly plan: Omit<NetworkPlan, "target">;
  /** How messages call the node of each layer. */
  readonly labels: ReadonlyMap<string, string>;
  /** The layers whose tensors are N×C×H×W or N×H×W×C. */
  readonly maps: ReadonlySet<string>;
  /** The file's input. */
  readonly input: FoundInput;
  /** What makes probabilities of the scores, if the file does. */
  readonly link: ClassScores["link"];
  /** Numbers that it computes with, of those that are constant. */
  readonly parameters: number;
  /** Operators that are not ONNX's own, such as `com.microsoft.FusedConv`. */
  readonly foreign: readonly string[];
}

/**
 * Reads the network that a model holds, by following its data from the image to the
 * scores: names and the order of nodes do not matter, nor what exporters and
 * optimisers add or merge (Transposes, Pads, shape arithmetic, folded batch
 * normalisations, means and matrices in their various forms).
 *
 * @param size Rows and columns of the input, where the model leaves them open.
 * @throws {TypeError} If the model takes no image, or was optimised for one processor.
 * @throws {RangeError} If its parts do not fit together.
 */
export function readNetwork(original: Model, size: Pair): FoundNetwork {
  const plain = plainOperators(original);
  const input = inputOf(plain);
  const [height = size[0], width = size[1]] = input.size;
  const batch = input.batch ?? 1;
  const { model: sized } = imageInput(
    plain,
    input.layout === "NCHW"
      ? [batch, 3, height, width]
      : [batch, height, width, 3],
  );
  const shapes = inferShapes(sized);
  const model = foldConstants(sized, shapes);
  const { graph } = model;
  const end = endOf(model, shapes);
  const { nodes } = dependence(graph, {
    of: end.scores,
    wrt: [input.name],
    varies: (name) => /float/.test(shapes.get(name)?.type ?? "float"),
  });
  const tracker = new Tracker({
    shapes,
    values: new SmallValues(graph),
    opset: model.opsets.get("") ?? 1,
  });
  tracker.begin(input.name, {
    shape: [3, height, width],
    axes: input.layout,
  });
  for (const node of nodes) read(node, tracker);
  const output = tracker.valueOf(end.scores)?.layer ?? input.name;
  const layers = canonicalOrder({
    layers: [...tracker.layers.values()],
    output,
  });
  const places = new Map(
    original.graph.nodes.map((node, i) => [node.outputs[0], i]),
  );
  return {
    plan: {
      name: graph.name,
      input: { name: input.name, shape: [3, height, width] },
      layers,
      output,
    },
    labels: new Map(
      layers.map(({ name }) => {
        const node = tracker.nodes.get(name)!;
        return [name, nodeLabel(node, places.get(node.outputs[0]) ?? 0)];
      }),
    ),
    maps: new Set(
      layers.map(({ name }) => name)
        .filter((name) => /^N(CHW|HWC)$/.test(tracker.valueOf(name)!.axes)),
    ),
    input,
    link: end.link,
    parameters: constantsRead(nodes, graph.initializers),
    foreign: foreignOperators(original),
  };
}

/** How many numbers there are in the constants that nodes read. */
function constantsRead(
  nodes: readonly Node[],
  constants: Graph["initializers"],
): number {
  const names = new Set(nodes.flatMap((node) => node.inputs));
  return [...constants]
    .filter(([name, { type }]) => names.has(name) && /float/.test(type))
    .reduce((sum, [, { dims }]) => sum + sizeOf(dims), 0);
}

/** The operators that are not ONNX's own. */
function foreignOperators({ graph }: Model): string[] {
  const foreign = graph.nodes.filter(({ domain }) => domain !== "");
  return [...new Set(foreign.map(({ domain, op }) => `${domain}.${op}`))];
}

/** The tensor of the scores; of a model without scores, its only output. */
function endOf(
  model: Model,
  shapes: ReadonlyMap<string, ValueInfo>,
): { readonly scores: string; readonly link: ClassScores["link"] } {
  try {
    const { logits, link } = classScores(model, { shapes });
    return { scores: logits.name, link };
  } catch (error) {
    const [output, ...others] = model.graph.outputs;
    if (output === undefined || others.length > 0) throw error;
    return { scores: output.name, link: undefined };
  }
}

/** Reads a node: as a rule has it, or as something that plans have no word for. */
function read(node: Node, tracker: Tracker): void {
  const rule = node.domain === "" ? RULES.get(node.op) : undefined;
  const attributes = new NodeAttributes(node);
  const value = rule?.({ node, attributes, tracker }) ?? other(node, tracker);
  for (const name of node.outputs) if (name !== "") tracker.hold(name, value);
}

function other(node: Node, tracker: Tracker): Value {
  const read = node.inputs.flatMap((name) => tracker.valueOf(name) ?? []);
  const dims = tracker.dimsOf(node.outputs[0]!);
  const axes = read.find((value) => value.axes.length === dims?.length)?.axes ??
    ["", "N", "NC", "N1C", "NCHW"][dims?.length ?? 4] ?? "N";
  const extent = (letter: string): number =>
    numberOr(dims?.[axes.indexOf(letter)]) ?? 1;
  const shape: Shape = [extent("C"), extent("H"), extent("W")];
  const op = node.domain === "" ? node.op : `${node.domain}.${node.op}`;
  const inputs = [...new Set(read.map(({ layer }) => layer))];
  return tracker.add({ kind: "other", op, shape }, { node, inputs, axes });
}

function numberOr(dim: Dim): number | undefined {
  return typeof dim === "number" && dim > 0 ? dim : undefined;
}
