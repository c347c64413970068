import assert from "node:assert/strict";
import { orderLayers } from "../../../pipeline/engine/graph_order.ts";

interface Slot {
  readonly name: string;
  readonly above: Slot[];
  readonly below: Slot[];
}

/** Slots by layer, such as `["a b", "c d"]`, joined by edges such as `"a>d"`. */
function slots(layers: string[], ...edges: string[]): Slot[][] {
  const byName = new Map<string, Slot>();
  const made = layers.map((names) =>
    names.split(" ").map((name) => {
      const slot = { name, above: [], below: [] };
      byName.set(name, slot);
      return slot;
    })
  );
  for (const edge of edges) {
    const [from = "", to = ""] = edge.split(">");
    byName.get(from)!.below.push(byName.get(to)!);
    byName.get(to)!.above.push(byName.get(from)!);
  }
  return made;
}

function names(layers: Slot[][]): string[] {
  return layers.map((layer) => layer.map(({ name }) => name).join(" "));
}

Deno.test("orderLayers() undoes crossings that can be undone", () => {
  const crossed = slots(["a b", "c d", "e f"], "a>d", "b>c", "d>e", "c>f");
  const [top, middle, bottom] = names(orderLayers(crossed));
  // Either all as above or all mirrored: each path in one column.
  const columns = [0, 2].map((i) => top![i]! + middle![i]! + bottom![i]!);
  assert.deepEqual(columns.sort(), ["ade", "bcf"]);
});

Deno.test("orderLayers() leaves an order without crossings alone", () => {
  const straight = slots(["a b", "c d"], "a>c", "b>d");
  assert.deepEqual(names(orderLayers(straight)), ["a b", "c d"]);
});

Deno.test("orderLayers() never returns more crossings than it was given", () => {
  const knot = slots(
    ["a b c", "d e f"],
    "a>d",
    "a>f",
    "b>d",
    "b>e",
    "c>e",
    "c>f",
  );
  const [top, bottom] = names(orderLayers(knot));
  assert.deepEqual([...top!].sort(), [..."  abc"]);
  assert.deepEqual([...bottom!].sort(), [..."  def"]);
  assert.ok(crossings(top!, bottom!) <= crossings("a b c", "d e f"));
});

/** Crossings of the knot's edges, counted pair by pair. */
function crossings(top: string, bottom: string): number {
  const edges = ["ad", "af", "bd", "be", "ce", "cf"].map(([from, to]) =>
    [top.indexOf(from!), bottom.indexOf(to!)] as const
  );
  return edges.flatMap(([a, b]) => edges.filter(([c, d]) => a < c && b > d))
    .length;
}
