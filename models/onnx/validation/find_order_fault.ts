import type { Graph } from "../graph.ts";
import { eachRead } from "../fold/read_names.ts";

/** Why nodes cannot run in the order in which a graph lists them. */
export type OrderFault =
  /** Each of these nodes waits for the next one, and the last for the first. */
  | { readonly kind: "cycle"; readonly nodes: readonly number[] }
  /** Another order would do. */
  | { readonly kind: "unsorted" };

/** Finds out whether a graph whose nodes are not in order can be put in order. */
export function findOrderFault({ nodes }: Graph): OrderFault {
  const makers = new Map<string, number>();
  for (const [index, { outputs }] of nodes.entries()) {
    for (const name of outputs) makers.set(name, index);
  }
  const needs = nodes.map((node) => {
    const found = new Set<number>();
    eachRead(node, (name) => {
      const maker = makers.get(name);
      if (maker !== undefined) found.add(maker);
    });
    return [...found];
  });
  const waiting = needs.map(({ length }) => length);
  const readers = new Map<number, number[]>();
  for (const [index, makersOf] of needs.entries()) {
    for (const maker of makersOf) {
      const list = readers.get(maker) ?? [];
      list.push(index);
      readers.set(maker, list);
    }
  }
  const ready = nodes.keys().filter((index) => waiting[index] === 0).toArray();
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    for (const reader of readers.get(next) ?? []) {
      if (--waiting[reader]! === 0) ready.push(reader);
    }
  }
  const stuck = waiting.findIndex((count) => count > 0);
  if (stuck < 0) return { kind: "unsorted" };
  // Who waits, waits for one that waits: following these must come around.
  const path: number[] = [];
  const seen = new Map<number, number>();
  let at = stuck;
  while (!seen.has(at)) {
    seen.set(at, path.length);
    path.push(at);
    at = needs[at]!.find((maker) => waiting[maker]! > 0)!;
  }
  return { kind: "cycle", nodes: path.slice(seen.get(at)) };
}
