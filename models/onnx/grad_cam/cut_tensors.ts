import type { Node } from "../graph.ts";
import { subgraphsOf } from "../subgraphs.ts";

/** What {@link cutTensors} looks at. */
export interface CutOptions {
  /** Where every way starts. */
  readonly from: string;
  /** Where every way ends. */
  readonly to: string;
  /** The tensors that change with `from`; others, such as weights, are no way. */
  readonly changing: ReadonlySet<string>;
}

/**
 * The tensors that every way passes, from the first to the last, both ends included:
 * the dominators of the end.
 *
 * One sweep finds them. After each node, the tensors that are made and still to be
 * read hold all that the rest of the graph will learn of the start; where there is
 * only one, no way leads around it. Conversely nothing else can be waiting right
 * after a dominator is made, or its way to the end would avoid the dominator.
 *
 * @param nodes The nodes on a way, each after those that it reads from.
 */
export function cutTensors(
  nodes: readonly Node[],
  { from, to, changing }: CutOptions,
): string[] {
  const lastReader = new Map<string, Node>();
  for (const node of nodes) {
    for (const name of tensorsRead(node)) lastReader.set(name, node);
  }
  const waiting = new Set([from]);
  const cuts = [from];
  for (const node of nodes) {
    for (const name of tensorsRead(node)) {
      if (lastReader.get(name) === node && name !== to) waiting.delete(name);
    }
    for (const name of node.outputs) {
      if (changing.has(name) && (name === to || lastReader.has(name))) {
        waiting.add(name);
      }
    }
    const [only] = waiting;
    if (waiting.size === 1 && only !== undefined && only !== cuts.at(-1)) {
      cuts.push(only);
    }
  }
  return cuts;
}

function tensorsRead(node: Node): string[] {
  const nested = subgraphsOf(node)
    .flatMap(({ nodes }) => nodes.flatMap(tensorsRead));
  return [...node.inputs, ...nested];
}
