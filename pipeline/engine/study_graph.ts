import type { GraphView } from "./graph_view.ts";
import type { StudyNode } from "./study.ts";

/** The nodes of a study and the wires between them as plain data, for drawing. */
export function studyGraph(nodes: readonly StudyNode[]): GraphView {
  return {
    nodes: nodes.map(({ id }) => ({ id })),
    edges: nodes.flatMap((node) =>
      Object.values(node.inputs).flatMap((source) =>
        "file" in source
          ? []
          : [{ from: source.node, to: node.id, port: source.port }]
      )
    ),
  };
}
