import type { Layer } from "./layer.ts";
import type { NetworkPlan } from "./network_plan.ts";

/**
 * The layers that a plan's output depends on, in an order that follows from the
 * network's form alone, each after those that it reads: where a layer reads several,
 * the one with the longest way to the input comes first with all that it needs.
 *
 * Two files of one network thus give the same sequence, whatever their nodes are
 * called and however they are sorted.
 */
export function canonicalOrder(
  { layers, output }: Pick<NetworkPlan, "layers" | "output">,
): Layer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const depths = new Map<string, number>();
  const depth = (name: string): number => depths.get(name) ?? 0;
  for (const { name, inputs } of layers) {
    depths.set(name, 1 + Math.max(0, ...inputs.map(depth)));
  }
  const order: Layer[] = [];
  const placed = new Set<string>();
  // A stack of its own: a network may be deeper than calls can be.
  const waiting = [output];
  while (waiting.length > 0) {
    const name = waiting.at(-1)!;
    const layer = byName.get(name);
    const missing = layer === undefined || placed.has(name) ? [] : layer.inputs
      .filter((input) => byName.has(input) && !placed.has(input))
      .sort((a, b) => depth(a) - depth(b));
    if (missing.length > 0) {
      waiting.push(...missing);
      continue;
    }
    waiting.pop();
    if (layer === undefined || placed.has(name)) continue;
    placed.add(name);
    order.push(layer);
  }
  return order;
}
