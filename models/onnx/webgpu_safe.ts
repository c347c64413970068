import { ELEMENT_TYPES } from "./element_type.ts";
import type { Graph, Model, Node } from "./graph.ts";
import { GraphBuilder } from "./model_builder.ts";
import { nodeLabel } from "./node_label.ts";
import { quoted } from "./quoted.ts";
import { subgraphsOf } from "./subgraphs.ts";
import type { Tensor } from "./tensor.ts";
import { Rewriting } from "./webgpu/rewriting.ts";
import { RULES } from "./webgpu/rules.ts";
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
 * Rewrites a model so that onnxruntime-web 1.30 computes it rightly on WebGPU. That
 * runtime gets some uses of Conv and ConvTranspose silently wrong, aborts on some of
 * Gemm, and lacks others: README.md in the folder `webgpu` lists the rules. They were
 * found by comparing operators with WebAssembly, one by one.
 *
 * @throws {RangeError} If something cannot be had on WebGPU, with the nodes' names.
 */
export function webgpuSafe(model: Model): WebgpuSafe {
  const { graph } = model;
  const rewriting = new Rewriting(graph, {
    names: GraphBuilder.from(graph),
    // Without a version the model has no operator of ONNX's own.
    opset: model.opsets.get("") ?? Infinity,
    read: namesRead(graph),
  });
  const reasons = [...doubles(graph), ...nestedReasons(graph, rewriting)];
  const types = tensorTypes(graph);
  const rewritten: string[] = [];
  const onCpu: string[] = [];
  const nodes = graph.nodes.flatMap((node, index): readonly Node[] => {
    const label = nodeLabel(node, index);
    if (runsOnCpu(node, types)) onCpu.push(label);
    const judged = judge(node, rewriting);
    if (judged === undefined) return [node];
    if (typeof judged === "string") {
      reasons.push(`${label} ${judged}`);
      return [node];
    }
    rewritten.push(label);
    return judged;
  });
  if (reasons.length > 0) {
    const more = reasons.length - TOLD;
    throw new RangeError(
      `The model ${quoted(graph.name)} cannot run on WebGPU: ${
        reasons.slice(0, TOLD).join("; ")
      }${more > 0 ? `; and ${more} more` : ""}: run it with --device wasm`,
    );
  }
  const { initializers } = rewriting;
  const safe = { ...graph, nodes, initializers };
  dropUnread(safe, graph, initializers);
  return { model: { ...model, graph: safe }, rewritten, onCpu };
}

/** What the rules say of a node; each judges what those before it have made of it. */
function judge(
  node: Node,
  rewriting: Rewriting,
  rules = node.domain === "" ? RULES.get(node.op) ?? [] : [],
): readonly Node[] | string | undefined {
  const [rule, ...others] = rules;
  if (rule === undefined) return undefined;
  const judged = rule(node, rewriting);
  if (judged === undefined) return judge(node, rewriting, others);
  if (typeof judged === "string") return judged;
  const nodes: Node[] = [];
  for (const made of judged) {
    const again = made.op === node.op
      ? judge(made, rewriting, others)
      : undefined;
    if (typeof again === "string") return again;
    nodes.push(...again ?? [made]);
  }
  return nodes;
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
function nestedReasons(graph: Graph, outer: Rewriting): string[] {
  return graph.nodes.flatMap((node, index) =>
    subgraphsOf(node).flatMap((inner) => {
      const rewriting = new Rewriting(inner, {
        names: GraphBuilder.from(inner),
        opset: outer.opset,
        read: namesRead(inner),
        outer,
      });
      return [
        ...doubles(inner),
        ...inner.nodes.filter((node) => judge(node, rewriting) !== undefined)
          .map(({ op }) => `${nodeLabel(node, index)} has a ${op} within`),
        ...nestedReasons(inner, rewriting),
      ];
    })
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
