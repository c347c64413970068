import type { Layer, Shape } from "../plan/layer.ts";
import type { NetworkPlan } from "../plan/network_plan.ts";
import { shapesOf } from "../plan/shapes_of.ts";
import type { StateEntries, StateEntry } from "./state_dict.ts";

/**
 * The state dict that PyTorch has of a plan's network: parameters, statistics of batch
 * normalisations, and their counters of batches, by name, in the plan's order.
 */
export function stateEntries(
  plan: NetworkPlan,
): StateEntries {
  const shapes = shapesOf(plan);
  return new Map(
    plan.layers.flatMap((layer) =>
      entriesOf(layer, shapes.get(layer.inputs[0] ?? "")!)
    ),
  );
}

type Named = readonly [name: string, entry: StateEntry];

function entriesOf(layer: Layer, [channels]: Shape): Named[] {
  switch (layer.kind) {
    case "convolution": {
      const { groups, kernel, norm } = layer;
      return [
        ...weighing(layer, [channels / groups, ...kernel]),
        ...(norm === undefined ? [] : normalising(norm.name, layer.channels)),
      ];
    }
    case "dense":
      return weighing(
        layer,
        layer.form === "convolution" ? [channels, 1, 1] : [channels],
      );
    case "batch normalisation":
      return normalising(layer.name, channels);
    default:
      return [];
  }
}

function weighing(
  { name, channels, bias }: {
    readonly name: string;
    readonly channels: number;
    readonly bias: boolean;
  },
  rest: readonly number[],
): Named[] {
  const weight = floats(`${name}.weight`, [channels, ...rest]);
  return bias ? [weight, floats(`${name}.bias`, [channels])] : [weight];
}

function normalising(name: string, channels: number): Named[] {
  const vectors = ["weight", "bias", "running_mean", "running_var"];
  return [
    ...vectors.map((part) => floats(`${name}.${part}`, [channels])),
    [`${name}.num_batches_tracked`, { type: "int64", dims: [] }],
  ];
}

function floats(name: string, dims: readonly number[]): Named {
  return [name, { type: "float32", dims }];
}
