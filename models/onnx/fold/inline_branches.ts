import type { Graph, Node } from "../graph.ts";
import { GraphBuilder } from "../model_builder.ts";
import { NodeAttributes } from "../node_attributes.ts";
import type { Inference } from "../shapes/inference.ts";
import type { Tensor } from "../tensor.ts";
import { renameInputs } from "./rename_inputs.ts";

/**
 * Puts the branch that is taken in the place of each `If` whose condition is known.
 *
 * @returns The graph, or `undefined` if it has no such node.
 */
export function inlineBranches(
  graph: Graph,
  inference: Inference,
): Graph | undefined {
  const taken = (node: Node): Graph | undefined => {
    if (node.op !== "If" || node.domain !== "") return undefined;
    const [condition] = inference.knownOf(node.inputs[0] ?? "")?.elements ?? [];
    if (typeof condition !== "bigint") return undefined;
    const branch = condition === 0n ? "else_branch" : "then_branch";
    return new NodeAttributes(node).get(branch, "GRAPH");
  };
  if (graph.nodes.every((node) => taken(node) === undefined)) return undefined;
  const names = GraphBuilder.from(graph);
  const initializers = new Map(graph.initializers);
  const nodes = graph.nodes.flatMap((node) => {
    const branch = taken(node);
    return branch === undefined
      ? [node]
      : unpack(node, { branch, names, initializers });
  });
  return { ...graph, nodes, initializers };
}

/** A branch's nodes under fresh names, and what hands on its outputs. */
function unpack(node: Node, { branch, names, initializers }: {
  readonly branch: Graph;
  readonly names: GraphBuilder;
  readonly initializers: Map<string, Tensor>;
}): Node[] {
  const fresh = new Map<string, string>();
  for (const [name, tensor] of branch.initializers) {
    fresh.set(name, names.fresh(name));
    initializers.set(fresh.get(name)!, tensor);
  }
  const rename = (name: string): string => fresh.get(name) ?? name;
  const nodes = branch.nodes.map((inner) => {
    const renamed = renameInputs(inner, rename);
    for (const name of inner.outputs) {
      if (name !== "") fresh.set(name, names.fresh(name));
    }
    return {
      ...renamed,
      outputs: inner.outputs.map(rename),
    };
  });
  const results = node.outputs.map((output, i): Node => {
    const { name = "" } = branch.outputs[i] ?? {};
    return {
      op: "Identity",
      domain: "",
      name: "",
      inputs: [rename(name)],
      outputs: [output],
      attributes: {},
    };
  });
  return [...nodes, ...results.filter(({ outputs }) => outputs[0] !== "")];
}
