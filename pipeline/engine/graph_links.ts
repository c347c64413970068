import { didYouMean } from "./did_you_mean.ts";
import type { GraphView } from "./graph_view.ts";

/** All arrows from one node to another, as one. */
export interface GraphLink {
  /** The id of the node that is read. */
  readonly from: string;
  /** The id of the node that reads. */
  readonly to: string;
  /** The ports that are read, each once, in the order of the edges. */
  readonly ports: readonly string[];
}

/**
 * Merges parallel edges.
 *
 * @param view The graph.
 * @returns One link for each connected pair, in the order of the first edges.
 * @throws {RangeError} If two nodes share an id, or an edge names a node that
 * is not there.
 */
export function graphLinks(view: GraphView): GraphLink[] {
  const ids = new Set<string>();
  for (const { id } of view.nodes) {
    if (ids.has(id)) throw new RangeError(`Graph has two nodes named "${id}"`);
    ids.add(id);
  }
  const links = new Map<
    string,
    { from: string; to: string; ports: string[] }
  >();
  for (const { from, to, port } of view.edges) {
    for (const id of [from, to]) {
      if (ids.has(id)) continue;
      throw new RangeError(
        `Edge from "${from}" to "${to}" names "${id}", which is not a node${
          didYouMean(id, [...ids])
        }`,
      );
    }
    const key = JSON.stringify([from, to]);
    const link = links.get(key) ?? { from, to, ports: [] };
    links.set(key, link);
    if (port !== undefined && !link.ports.includes(port)) link.ports.push(port);
  }
  return [...links.values()];
}
