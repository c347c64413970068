import type { GraphView } from "./graph_view.ts";
import type { Study } from "./study.ts";

/**
 * A study's nodes and wires as plain data, for drawing.
 *
 * @param study The study.
 * @param states A word about each node, by id; absent for a drawing without.
 */
export function studyGraph(
  study: Study,
  states: ReadonlyMap<string, string> = new Map(),
): GraphView {
  return {
    nodes: study.nodes.map(({ id }) => {
      const state = states.get(id);
      return state === undefined ? { id } : { id, state };
    }),
    edges: study.nodes.flatMap((node) =>
      Object.values(node.inputs).flatMap((source) =>
        "file" in source
          ? []
          : [{ from: source.node, to: node.id, port: source.port }]
      )
    ),
  };
}
