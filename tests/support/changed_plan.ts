import type { Layer } from "../../models/architectures/plan/layer.ts";
import type { NetworkPlan } from "../../models/architectures/plan/network_plan.ts";

/** A plan in which some layers have other traits. */
export function changedPlan(
  plan: NetworkPlan,
  changes: Readonly<Record<string, Record<string, unknown>>>,
): NetworkPlan {
  const layers = plan.layers.map((layer) =>
    ({ ...layer, ...changes[layer.name] }) as Layer
  );
  return { ...plan, layers };
}

/** A plan without some layers: what read them reads what they read last. */
export function planWithout(
  plan: NetworkPlan,
  isGone: (layer: Layer) => boolean,
): NetworkPlan {
  const stand = new Map<string, string>();
  const layers: Layer[] = [];
  const inPlaceOf = (name: string): string => stand.get(name) ?? name;
  for (const layer of plan.layers) {
    const inputs = layer.inputs.map(inPlaceOf);
    if (isGone(layer)) stand.set(layer.name, inputs.at(-1)!);
    else layers.push({ ...layer, inputs });
  }
  return { ...plan, layers, output: inPlaceOf(plan.output) };
}
