import { ELEMENT_TYPES } from "./element_type.ts";
import type { Graph, Model, Node } from "./graph.ts";
import { GraphBuilder } from "./model_builder.ts";
import { nodeLabel } from "./node_label.ts";
import { quoted } from "./quoted.ts";
import { subgraphsOf } from "./subgraphs.ts";
import type { Tensor } from "./tensor.ts";
import { padGroups } from "./webgpu/pad_groups.ts";
import { runsOnCpu } from "./webgpu/runs_on_cpu.ts";
import { tensorTypes } from "./webgpu/tensor_types.ts";

/** At most this many reasons are told at once. */
const TOLD = 5;

/** A model that WebGPU computes rightly, and what was done to it. */
export interface WebgpuSafe {
  /** The model, rewritten where it had to be. */
  readonly model: Model;
  /** Nodes that were replaced by others of the same result. */
  readonly rewritten: readonly string[];
  /** Nodes that the runtime leaves to the processor without saying so. */
  readonly onCpu: readonly string[];
}

/**
 * Rewrites a model so that onnxruntime-web 1.30 computes it rightly on WebGPU, where
 * that runtime
 *
 * - gets a Conv with groups silently wrong, by 30 to 80 %, if a group has more than
 *   four output channels and their number is no multiple of four: such groups are
 *   padded, and what they yield more is dropped;
 * - fails on a MaxPool that yields indices: they are dropped where nothing reads
 *   them, and refused otherwise;
 * - lacks float64: refused.
 *
 * Found by comparing operators with WebAssembly, one by one.
 *
 * @throws {RangeError} If something cannot be had on WebGPU, with the nodes' names.
 */
export function webgpuSafe(model: Model): WebgpuSafe {
  const { graph } = model;
  const reasons = [...doubles(graph), ...nestedReasons(graph)];
  const types = tensorTypes(graph);
  const names = GraphBuilder.from(graph);
  const initializers = new Map(graph.initializers);
  const rewritten: string[] = [];
  const onCpu: string[] = [];
  const read = namesRead(graph);
  const nodes = graph.nodes.flatMap((node, index): readonly Node[] => {
    const label = nodeLabel(node, index);
    if (runsOnCpu(node, types)) onCpu.push(label);
    if (yieldsIndices(node)) {
      if (read.has(node.outputs[1]!)) {
        reasons.push(`${label} yields indices that are read`);
        return [node];
      }
      rewritten.push(label);
      return [{ ...node, outputs: node.outputs.slice(0, 1) }];
    }
    if (!isGrouped(node)) return [node];
    const padded = padGroups(node, { graph, names, initializers });
    if (padded === "right") return [node];
    if (padded === "unknown") {
      reasons.push(
        `${label} has groups, and how many channels it yields is not known`,
      );
      return [node];
    }
    rewritten.push(label);
    return padded;
  });
  if (reasons.length > 0) {
    const more = reasons.length - TOLD;
    throw new RangeError(
      `The model ${quoted(graph.name)} cannot run on WebGPU: ${
        reasons.slice(0, TOLD).join("; ")
      }${more > 0 ? `; and ${more} more` : ""}: run it with --device wasm`,
    );
  }
  const safe = { ...graph, nodes, initializers };
  dropUnread(safe, graph, initializers);
  return { model: { ...model, graph: safe }, rewritten, onCpu };
}

function yieldsIndices({ op, domain, outputs }: Node): boolean {
  return op === "MaxPool" && domain === "" && (outputs[1] ?? "") !== "";
}

function isGrouped({ op, domain, attributes }: Node): boolean {
  return op === "Conv" && domain === "" &&
    typeof attributes.group === "bigint" && attributes.group > 1n;
}

/** Where a graph has float64: such tensors, and nodes that make them. */
function doubles(graph: Graph): string[] {
  const names = new Set<string>();
  const infos = [...graph.inputs, ...graph.outputs, ...graph.values.values()];
  for (const { name, type } of infos) if (type === "float64") names.add(name);
  for (const [name, { type }] of graph.initializers) {
    if (type === "float64") names.add(name);
  }
  const nodes = graph.nodes.flatMap((node, index) =>
    node.outputs.some((name) => names.has(name)) || !makesDouble(node)
      ? []
      : [`${nodeLabel(node, index)} makes float64`]
  );
  return [...[...names].map((name) => `${quoted(name)} is float64`), ...nodes];
}

function makesDouble({ attributes }: Node): boolean {
  const { to, dtype } = attributes;
  const double = BigInt(ELEMENT_TYPES.float64);
  return to === double || dtype === double ||
    Object.values(attributes).some((value) =>
      isTensor(value) && value.type === "float64"
    );
}

function isTensor(value: Node["attributes"][string]): value is Tensor {
  return typeof value === "object" && "dims" in value;
}

/** What would have to be rewritten in the graphs of branches and loops. */
function nestedReasons(graph: Graph): string[] {
  return graph.nodes.flatMap((node, index) =>
    subgraphsOf(node).flatMap((inner) => [
      ...doubles(inner),
      ...inner.nodes.filter((node) => isGrouped(node) || yieldsIndices(node))
        .map(({ op }) => `${nodeLabel(node, index)} has a ${op} within`),
      ...nestedReasons(inner),
    ])
  );
}

/** Names that nodes read, those in nested graphs too, and the graph's outputs. */
function namesRead(graph: Graph): Set<string> {
  const read = new Set(graph.outputs.map(({ name }) => name));
  for (const node of graph.nodes) {
    for (const name of node.inputs) read.add(name);
    for (const inner of subgraphsOf(node)) {
      for (const name of namesRead(inner)) read.add(name);
    }
  }
  return read;
}

/** Forgets weights that only the replaced nodes read. */
function dropUnread(
  after: Graph,
  before: Graph,
  initializers: Map<string, Tensor>,
): void {
  const readBefore = namesRead(before);
  const readAfter = namesRead(after);
  for (const name of before.initializers.keys()) {
    if (readBefore.has(name) && !readAfter.has(name)) initializers.delete(name);
  }
}
