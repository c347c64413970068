import type { Graph } from "./graph.ts";
import type { Tensor } from "./tensor.ts";

/** A graph's constants by name, whether kept as initializers or as `Constant` nodes. */
export function constantsOf(graph: Graph): ReadonlyMap<string, Tensor> {
  const constants = new Map(graph.initializers);
  for (const { op, domain, attributes, outputs } of graph.nodes) {
    const value = attributes.value;
    if (op !== "Constant" || domain !== "" || typeof value !== "object") {
      continue;
    }
    if ("dims" in value) constants.set(outputs[0] ?? "", value);
  }
  return constants;
}
