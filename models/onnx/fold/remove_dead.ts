import type { Graph, Node } from "../graph.ts";
import { eachRead } from "./read_names.ts";

/**
 * A graph without what no output depends on: nodes, constants, and what is said of
 * tensors that are gone. Its inputs stay.
 */
export function removeDead(graph: Graph): Graph {
  const live = new Set(graph.outputs.map(({ name }) => name));
  const kept: Node[] = [];
  for (const node of graph.nodes.toReversed()) {
    if (!node.outputs.some((name) => live.has(name))) continue;
    eachRead(node, (name) => live.add(name));
    kept.push(node);
  }
  const isLive = ([name]: readonly [string, unknown]): boolean =>
    live.has(name);
  return {
    ...graph,
    nodes: kept.reverse(),
    initializers: new Map([...graph.initializers].filter(isLive)),
    values: new Map([...graph.values].filter(isLive)),
  };
}
