import * as fc from "fast-check";
import type { GraphView } from "../../pipeline/engine/graph_view.ts";

/** A graph of a few nodes without states, from edges such as `"a>b"` or `"a>b:port"`. */
export function graphOf(ids: string, ...edges: string[]): GraphView {
  return {
    nodes: ids.split(" ").filter((id) => id !== "").map((id) => ({ id })),
    edges: edges.map((edge) => {
      const [from = "", rest = ""] = edge.split(">");
      const [to = "", port] = rest.split(":");
      return port === undefined ? { from, to } : { from, to, port };
    }),
  };
}

/** Any acyclic graph of up to twelve nodes, in an order unlike that of its edges. */
export const ACYCLIC: fc.Arbitrary<GraphView> = fc.record({
  names: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 24 }), {
    maxLength: 12,
    size: "max",
  }),
  pairs: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), {
    maxLength: 30,
    size: "max",
  }),
  states: fc.boolean(),
}).map(({ names, pairs, states }) => ({
  nodes: names.toReversed().map((id, i) =>
    states && i % 3 === 0 ? { id, state: "blocked" } : { id }
  ),
  edges: pairs.flatMap((pair) => {
    const [a, b] = pair.map((x) => x % Math.max(1, names.length));
    const from = names[Math.min(a!, b!)];
    const to = names[Math.max(a!, b!)];
    return a === b || from === undefined || to === undefined
      ? []
      : [{ from, to, port: `${a}` }];
  }),
}));

/** The seed of every property test here. */
export const SEED = 20230614;
