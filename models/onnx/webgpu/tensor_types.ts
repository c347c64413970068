import type { ElementType } from "../element_type.ts";
import type { Graph } from "../graph.ts";

/** Element types of tensors by name, as far as the graph says them. */
export function tensorTypes(graph: Graph): ReadonlyMap<string, ElementType> {
  const infos = [...graph.inputs, ...graph.outputs, ...graph.values.values()];
  return new Map<string, ElementType>([
    ...infos.map(({ name, type }) => [name, type] as const),
    ...[...graph.initializers].map(([name, { type }]) => [name, type] as const),
  ]);
}
