import type { Attribute, Graph, Node } from "../onnx/graph.ts";

/**
 * Gives nodes of one name names of their own, since ONNX Runtime loads no graph where
 * two share one. The first keeps it; others get a number behind it. Nodes without a
 * name stay so, and each nested graph is looked at by itself.
 */
export function uniqueNodeNames(graph: Graph): Graph {
  const names = new Set(graph.nodes.map(({ name }) => name));
  const seen = new Set<string>();
  const nodes = graph.nodes.map((node): Node => {
    let { name } = node;
    if (name !== "" && seen.has(name)) {
      for (let count = 1; names.has(name); count++) {
        name = `${node.name}_${count}`;
      }
      names.add(name);
    }
    seen.add(name);
    return { ...node, name, attributes: nested(node.attributes) };
  });
  return { ...graph, nodes };
}

function nested(attributes: Node["attributes"]): Node["attributes"] {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]): [string, Attribute] => [
      name,
      typeof value === "object" && "nodes" in value
        ? uniqueNodeNames(value)
        : value,
    ]),
  );
}
