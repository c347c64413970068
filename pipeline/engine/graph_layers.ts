import { graphLinks } from "./graph_links.ts";
import type { GraphView } from "./graph_view.ts";

/**
 * Assigns nodes to layers so that every edge leads to a later layer.
 *
 * A node lies as many layers down as the longest path that leads to it. A node
 * that nothing leads to lies directly above the first that reads it: a source
 * needed only at the end is drawn there and not at the top.
 *
 * @param view The graph.
 * @returns The ids by layer, each layer in the order of `view.nodes`; no layer
 * is empty.
 * @throws {RangeError} If the graph has a cycle or an edge to nowhere, or two
 * nodes share an id.
 */
export function graphLayers(view: GraphView): string[][] {
  const parents = new Map<string, string[]>(
    view.nodes.map(({ id }) => [id, []]),
  );
  const children = new Map<string, string[]>(
    view.nodes.map(({ id }) => [id, []]),
  );
  for (const { from, to } of graphLinks(view)) {
    parents.get(to)!.push(from);
    children.get(from)!.push(to);
  }

  const waiting = new Map([...parents].map(([id, list]) => [id, list.length]));
  const depth = new Map<string, number>();
  const ready = [...waiting].flatMap(([id, count]) => count === 0 ? [id] : []);
  for (const id of ready) {
    const above = parents.get(id)!.map((parent) => depth.get(parent)!);
    depth.set(id, Math.max(-1, ...above) + 1);
    for (const child of children.get(id)!) {
      const left = waiting.get(child)! - 1;
      waiting.set(child, left);
      if (left === 0) ready.push(child);
    }
  }
  if (depth.size < parents.size) {
    const cycle = findCycle(parents, depth).map((id) => `"${id}"`).join(" → ");
    throw new RangeError(`Graph has a cycle: ${cycle}`);
  }

  const layers: string[][] = [];
  for (const { id } of view.nodes) {
    const below = children.get(id)!.map((child) => depth.get(child)!);
    const isSource = parents.get(id)!.length === 0 && below.length > 0;
    const layer = isSource ? Math.min(...below) - 1 : depth.get(id)!;
    (layers[layer] ??= []).push(id);
  }
  return layers;
}

/** Walks against the arrows among unfinished nodes until one comes again. */
function findCycle(
  parents: ReadonlyMap<string, readonly string[]>,
  finished: ReadonlyMap<string, number>,
): string[] {
  let id = [...parents.keys()].find((id) => !finished.has(id))!;
  const trail: string[] = [];
  while (!trail.includes(id)) {
    trail.push(id);
    id = parents.get(id)!.find((parent) => !finished.has(parent))!;
  }
  return [id, ...trail.slice(trail.indexOf(id)).reverse()];
}
