import { alikeNodes } from "./alike_nodes.ts";
import type { GraphEdge, GraphView } from "./graph_view.ts";
import type { StudyNode } from "./study.ts";

/**
 * The nodes of a study and the wires between them as plain data, for drawing.
 *
 * @param options.whole Each node by itself; else nodes that are alike are one, so that
 * a study of many networks stays readable. See {@link alikeNodes}.
 */
export function studyGraph(
  nodes: readonly StudyNode[],
  { whole = false }: { readonly whole?: boolean } = {},
): GraphView {
  const groups = whole
    ? nodes.map((node) => ({ id: node.id, nodes: [node] }))
    : alikeNodes(nodes);
  const groupOf = new Map(
    groups.flatMap(({ id, nodes }) => nodes.map((node) => [node.id, id])),
  );
  const edges = new Map<string, GraphEdge>();
  for (const { id, nodes } of groups) {
    for (const source of nodes.flatMap((node) => Object.values(node.inputs))) {
      if (!("node" in source)) continue;
      const { node, port } = source;
      const edge = { from: groupOf.get(node) ?? node, to: id, port };
      edges.set(JSON.stringify(edge), edge);
    }
  }
  return {
    nodes: groups.map(({ id }) => ({ id })),
    edges: [...edges.values()],
  };
}
