import type { Graph, Node } from "../graph.ts";
import { subgraphsOf } from "../subgraphs.ts";

/** What {@link dependence} looks for. */
export interface DependenceOptions {
  /** The tensor at the end. */
  readonly of: string;
  /** The tensors at the start. */
  readonly wrt: readonly string[];
  /** Whether small changes of a tensor make sense: not of whole numbers. */
  readonly varies: (name: string) => boolean;
}

/** How a tensor depends on others. */
export interface Dependence {
  /** The tensors that change with those at the start, these included. */
  readonly changing: ReadonlySet<string>;
  /** The nodes on a way from the start to the end, in the graph's order. */
  readonly nodes: readonly Node[];
}

/** Finds the part of a graph through which a tensor depends on others. */
export function dependence(
  graph: Graph,
  options: DependenceOptions,
): Dependence {
  const { of, wrt, varies } = options;
  const changing = new Set(wrt);
  const reached = graph.nodes.filter((node) => {
    if (!tensorsRead(node).some((name) => changing.has(name))) return false;
    const outputs = node.outputs.filter((name) => name !== "" && varies(name));
    for (const output of outputs) changing.add(output);
    return outputs.length > 0;
  });
  const wanted = new Set([of]);
  const nodes = reached.toReversed().filter((node) => {
    if (!node.outputs.some((name) => wanted.has(name))) return false;
    for (const name of tensorsRead(node)) {
      if (changing.has(name)) wanted.add(name);
    }
    return true;
  });
  return { changing, nodes: nodes.reverse() };
}

/** The tensors that a node reads, those that its nested graphs read included. */
function tensorsRead(node: Node): string[] {
  const nested = subgraphsOf(node).flatMap(({ nodes }) =>
    nodes.flatMap(tensorsRead)
  );
  return [...node.inputs, ...nested].filter((name) => name !== "");
}
