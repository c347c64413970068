import { graphLayers } from "./graph_layers.ts";
import { graphLinks } from "./graph_links.ts";
import type { GraphLink } from "./graph_links.ts";
import { orderLayers } from "./graph_order.ts";
import { placeInRow } from "./graph_place.ts";
import type { GraphNode, GraphView } from "./graph_view.ts";

/** A node's box, in pixels. */
export interface PlacedNode {
  /** The node as the graph has it. */
  readonly node: GraphNode;
  /** The left edge. */
  readonly x: number;
  /** The upper edge. */
  readonly y: number;
  /** From left to right. */
  readonly width: number;
  /** From top to bottom. */
  readonly height: number;
}

/** A link and its way through the drawing. */
export interface PlacedLink extends GraphLink {
  /** The points that it passes, from top to bottom, in pixels. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** A drawing's coordinates, in whole pixels. */
export interface GraphLayout {
  /** The width of the whole. */
  readonly width: number;
  /** The height of the whole. */
  readonly height: number;
  /** By layer from the top, each layer from the left. */
  readonly nodes: readonly PlacedNode[];
  /** In the order of the edges. */
  readonly links: readonly PlacedLink[];
}

const MARGIN = 8;
const NODE_HEIGHT = 34;
const STATE_HEIGHT = 15;
const LAYER_GAP = 46;
const SIDE_GAP = 22;
const PASSAGE = 6;
/** The advance of a 13 px monospaced character, a little generous. */
const CHARACTER = 8;
const ROUNDS = 16;

interface Slot {
  readonly node?: GraphNode;
  readonly width: number;
  readonly above: Slot[];
  readonly below: Slot[];
  centre: number;
}

/**
 * Lays a graph out from top to bottom (after Sugiyama, Tagawa and Toda 1981):
 * layers by longest path, order by barycentres, positions by least squares.
 * Long edges have room of their own in each layer that they pass, so that no
 * edge runs behind a node.
 *
 * @param view The graph.
 * @returns The same coordinates each time.
 * @throws {RangeError} If the graph has a cycle or an edge to nowhere, or two
 * nodes share an id.
 */
export function graphLayout(view: GraphView): GraphLayout {
  const { layers, routes } = slotsOf(view);
  const ordered = orderLayers(layers);
  place(ordered);

  const slots = ordered.flat();
  const left = Math.min(...slots.map((s) => s.centre - s.width / 2));
  for (const slot of slots) {
    slot.centre = Math.round(slot.centre - left) + MARGIN;
  }
  const right = Math.max(0, ...slots.map((s) => s.centre + s.width / 2));

  let y = MARGIN;
  const band = new Map<Slot, { top: number; bottom: number }>();
  for (const layer of ordered) {
    const height = Math.max(...layer.map(heightOf));
    for (const slot of layer) band.set(slot, { top: y, bottom: y + height });
    y += height + LAYER_GAP;
  }

  const nodes = slots.flatMap((slot) => {
    const { node, width, centre } = slot;
    if (node === undefined) return [];
    const y = band.get(slot)!.top;
    return [{ node, x: centre - width / 2, y, width, height: heightOf(slot) }];
  });
  const links = routes.map(({ link, slots }) => ({
    ...link,
    points: slots.flatMap((slot, i) => {
      const { top, bottom } = band.get(slot)!;
      const x = slot.centre;
      if (i === 0) {
        const from = { x, y: top + heightOf(slot) };
        return from.y < bottom ? [from, { x, y: bottom }] : [from];
      }
      if (i === slots.length - 1) return [{ x, y: top }];
      return [{ x, y: top }, { x, y: bottom }];
    }),
  }));
  const height = ordered.length === 0 ? 2 * MARGIN : y - LAYER_GAP + MARGIN;
  return { width: right + MARGIN, height, nodes, links };
}

function slotsOf(view: GraphView): {
  layers: Slot[][];
  routes: { link: GraphLink; slots: Slot[] }[];
} {
  const byId = new Map(view.nodes.map((node) => [node.id, node]));
  const placed = new Map<string, { slot: Slot; layer: number }>();
  const layers = graphLayers(view).map((ids, layer) =>
    ids.map((id) => {
      const node = byId.get(id)!;
      const slot = {
        node,
        width: widthOf(node),
        above: [],
        below: [],
        centre: 0,
      };
      placed.set(id, { slot, layer });
      return slot as Slot;
    })
  );
  const routes = graphLinks(view).map((link) => {
    const from = placed.get(link.from)!;
    const to = placed.get(link.to)!;
    const slots = [from.slot];
    for (const layer of layers.slice(from.layer + 1, to.layer)) {
      const passage = { width: PASSAGE, above: [], below: [], centre: 0 };
      layer.push(passage);
      slots.push(passage);
    }
    slots.push(to.slot);
    for (const [i, slot] of slots.slice(1).entries()) {
      slots[i]!.below.push(slot);
      slot.above.push(slots[i]!);
    }
    return { link, slots };
  });
  return { layers, routes };
}

/** Moves slots towards their neighbours above and below, in turns. */
function place(layers: readonly (readonly Slot[])[]): void {
  for (const layer of layers) moveTo(layer, layer.map(() => 0));
  for (let round = 0; round < ROUNDS; round++) {
    const downwards = round % 2 === 0;
    for (const layer of downwards ? layers : layers.toReversed()) {
      moveTo(
        layer,
        layer.map((slot) => {
          const near = downwards ? slot.above : slot.below;
          const others = near.length > 0
            ? near
            : downwards
            ? slot.below
            : slot.above;
          const sum = others.reduce((total, { centre }) => total + centre, 0);
          return others.length === 0 ? slot.centre : sum / others.length;
        }),
      );
    }
  }
}

function moveTo(layer: readonly Slot[], wanted: readonly number[]): void {
  const gaps = layer.slice(1).map((slot, i) =>
    (layer[i]!.width + slot.width) / 2 + SIDE_GAP
  );
  const centres = placeInRow({ wanted, gaps });
  for (const [i, slot] of layer.entries()) slot.centre = centres[i]!;
}

function widthOf({ id, state }: GraphNode): number {
  const longest = Math.max([...id].length, [...(state ?? "")].length, 6);
  return longest * CHARACTER + 24;
}

function heightOf({ node }: Slot): number {
  if (node === undefined) return 0;
  return node.state === undefined ? NODE_HEIGHT : NODE_HEIGHT + STATE_HEIGHT;
}
