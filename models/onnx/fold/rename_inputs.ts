import type { Attribute, Graph, Node } from "../graph.ts";

/** Gives the name that a tensor goes by instead of another, or the same. */
export type Rename = (name: string) => string;

/** A node that reads tensors by other names, also in the graphs within it. */
export function renameInputs(node: Node, rename: Rename): Node {
  const attributes = Object.entries(node.attributes)
    .map(([name, value]): [string, Attribute] => [
      name,
      typeof value === "object" && "nodes" in value
        ? renameWithin(value, rename)
        : value,
    ]);
  return {
    ...node,
    inputs: node.inputs.map(rename),
    attributes: Object.fromEntries(attributes),
  };
}

function renameWithin(graph: Graph, rename: Rename): Graph {
  // A graph's own tensors hide those around it that have the same name.
  const own = new Set<string>(graph.initializers.keys());
  for (const { name } of graph.inputs) own.add(name);
  for (const { outputs } of graph.nodes) {
    for (const name of outputs) own.add(name);
  }
  const visible = (name: string): string => own.has(name) ? name : rename(name);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => renameInputs(node, visible)),
    outputs: graph.outputs
      .map((info) => ({ ...info, name: visible(info.name) })),
  };
}
