import type { Graph, Node } from "./graph.ts";

/** The graphs that a node has among its attributes, such as an `If`'s branches. */
export function subgraphsOf({ attributes }: Node): Graph[] {
  const graphs: Graph[] = [];
  for (const value of Object.values(attributes)) {
    if (typeof value === "object" && "nodes" in value) graphs.push(value);
  }
  return graphs;
}
