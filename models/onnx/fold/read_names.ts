import type { Node } from "../graph.ts";
import { subgraphsOf } from "../subgraphs.ts";

/**
 * Calls back with the name of each tensor that a node may read, those that graphs
 * within it take from around them included. A name may come more than once.
 */
export function eachRead(node: Node, visit: (name: string) => void): void {
  for (const name of node.inputs) if (name !== "") visit(name);
  for (const graph of subgraphsOf(node)) {
    for (const inner of graph.nodes) eachRead(inner, visit);
    for (const { name } of graph.outputs) visit(name);
  }
}
