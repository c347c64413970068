import type { Source, StudyNode } from "./study.ts";

/** Nodes that people look at as one. */
export interface NodeGroup {
  /** Unique among a study's groups: the id of a single node, or such as `"infer ×10"`. */
  readonly id: string;
  /** The stage's id, which a name for some of the nodes can be made of. */
  readonly stage: string;
  /** In the order of the study; at least one. */
  readonly nodes: readonly StudyNode[];
}

/**
 * Puts together the nodes of a study that do the same with other data: that have one
 * stage, and each of whose inputs come from the same output of nodes that are
 * together as well. So ten networks are one row of boxes and not ten.
 *
 * @param nodes A study's nodes, in any order.
 * @returns Groups in the order of their first nodes.
 */
export function alikeNodes(nodes: readonly StudyNode[]): NodeGroup[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const kinds = new Map<string, number>();
  const known = new Map<string, number>();
  const kindOf = (node: StudyNode): number => {
    const found = known.get(node.id);
    if (found !== undefined) return found;
    // In a graph that is none, because it has a cycle, this ends the search.
    known.set(node.id, -1);
    const sources = Object.entries(node.inputs)
      .map(([port, source]) => [port, originOf(source)])
      .sort(([a], [b]) => a! < b! ? -1 : 1);
    const text = JSON.stringify([node.stage.id, sources]);
    const kind = kinds.get(text) ?? kinds.size;
    kinds.set(text, kind);
    known.set(node.id, kind);
    return kind;
  };
  const originOf = (source: Source): unknown => {
    // Where the user's files lie, and whether they were supplied, makes no other graph.
    if (!("node" in source)) return null;
    const node = byId.get(source.node);
    return [node === undefined ? source.node : kindOf(node), source.port];
  };
  const groups = Map.groupBy(nodes, kindOf);
  return named([...groups.values()]);
}

function named(groups: readonly StudyNode[][]): NodeGroup[] {
  const plain = groups.map(([first, ...rest]) =>
    rest.length === 0 ? first!.id : `${first!.stage.id} ×${rest.length + 1}`
  );
  return groups.map((nodes, i) => {
    const [id, { stage }] = [plain[i]!, nodes[0]!];
    const isUnique = plain.indexOf(id) === plain.lastIndexOf(id);
    return {
      id: isUnique ? id : `${nodes[0]!.id} … ${nodes.at(-1)!.id}`,
      stage: stage.id,
      nodes,
    };
  });
}
