import type { Layer, Shape } from "../plan/layer.ts";
import type { NetworkPlan } from "../plan/network_plan.ts";
import { shapesOf } from "../plan/shapes_of.ts";
import type { FoundNetwork } from "../reading/read_network.ts";
import { canonicalOrder } from "../plan/canonical_order.ts";
import type { Difference } from "./difference.ts";
import { kindOf, layerDifferences } from "./layer_differences.ts";
import { pairLayers, type Placed } from "./pair_layers.ts";

/** What came of comparing a file's network with a plan. */
export interface Comparison {
  /** What differs, layer by layer. */
  readonly differences: readonly Difference[];
  /** For each layer of the plan that the file has, the file's. */
  readonly pairs: ReadonlyMap<string, Placed>;
  /** Layers of the plan that the file lacks, and may lack. */
  readonly absent: readonly Layer[];
}

/** Compares a file's network with a plan, layer by layer in the order of their data. */
export function compareNetworks(
  found: FoundNetwork,
  plan: NetworkPlan,
): Comparison {
  const theirs = placed(found.plan);
  const ours = placed(plan);
  const pairings = pairLayers(ours, theirs);
  const label = (layer: Layer): string =>
    found.labels.get(layer.name) ?? layer.name;
  const pairs = new Map<string, Placed>();
  const partners = new Map<string, string>();
  for (const { a, b } of pairings) {
    if (a === undefined || b === undefined) continue;
    pairs.set(ours[a]!.layer.name, theirs[b]!);
    partners.set(theirs[b]!.layer.name, ours[a]!.layer.name);
  }
  partners.set(found.plan.input.name, plan.input.name);

  const differences: Difference[] = [];
  const absent: Layer[] = [];
  let missing: Layer[] = [];
  let extra: Layer[] = [];
  const closeGap = (): void => {
    if (missing.length + extra.length > 0) {
      differences.push({
        trait: "layer",
        expected: runOf(missing, ({ name }) => name),
        found: runOf(extra, (layer) => `${kindOf(layer)} at ${label(layer)}`),
        layers: missing.map(({ name }) => name),
        nodes: extra.map(label),
      });
    }
    [missing, extra] = [[], []];
  };
  for (const { a, b } of pairings) {
    const expected = a === undefined ? undefined : ours[a]!;
    const real = b === undefined ? undefined : theirs[b]!;
    if (expected !== undefined && real !== undefined) {
      closeGap();
      const place = {
        layers: [expected.layer.name],
        nodes: [label(real.layer)],
      };
      differences.push(
        ...layerDifferences(expected, real)
          .map((difference) => ({ ...difference, ...place })),
        ...connectionDifference({ expected, real, plan, partners, label })
          .map((difference) => ({ ...difference, ...place })),
      );
    } else if (expected?.layer.ifAbsent !== undefined) {
      absent.push(expected.layer);
    } else if (expected !== undefined) missing.push(expected.layer);
    else if (real !== undefined) extra.push(real.layer);
  }
  closeGap();
  return { differences, pairs, absent };
}

/** A plan's layers in canonical order, with what they read. */
function placed(plan: Omit<NetworkPlan, "target">): Placed[] {
  const shapes = shapesOf(plan);
  const none: Shape = [0, 0, 0];
  return canonicalOrder(plan).map((layer) => ({
    layer,
    input: shapes.get(layer.inputs[0] ?? "") ?? none,
  }));
}

/** Whether a layer reads others than it should; unknown where those have no partner. */
function connectionDifference(
  { expected, real, plan, partners, label }: {
    readonly expected: Placed;
    readonly real: Placed;
    readonly plan: NetworkPlan;
    /** The plan's layer for each of the file's. */
    readonly partners: ReadonlyMap<string, string>;
    readonly label: (layer: Layer) => string;
  },
): Pick<Difference, "trait" | "expected" | "found">[] {
  const names = new Map(plan.layers.map((layer) => [layer.name, layer]));
  const present = new Set(partners.values());
  /** What a layer stands for if the file may lack it and does. */
  const resolve = (name: string): string => {
    const layer = names.get(name);
    return layer?.ifAbsent === undefined || present.has(name)
      ? name
      : resolve(layer.inputs[0]!);
  };
  const wanted = expected.layer.inputs.map(resolve).sort();
  const had = real.layer.inputs.map((name) => partners.get(name)).sort();
  if (
    had.includes(undefined) || wanted.some((name) => !present.has(name)) ||
    wanted.join() === had.join()
  ) return [];
  return [{
    trait: "connection",
    expected: `${expected.layer.name} reads ${wanted.join(" and ")}`,
    found: `${label(real.layer)} reads what stands for ${had.join(" and ")}`,
  }];
}

/** Layers that stand together, in words. */
function runOf(
  layers: readonly Layer[],
  word: (layer: Layer) => string,
): string {
  const [first] = layers;
  if (first === undefined) return "nothing";
  if (layers.length === 1) return word(first);
  return `${layers.length} layers, from ${word(first)} to ${
    word(layers.at(-1)!)
  }`;
}
