import type { Layer, Shape } from "./layer.ts";
import type { NetworkPlan } from "./network_plan.ts";
import { shapesOf } from "./shapes_of.ts";

/** Scale, shift, mean and variance. */
const OF_A_NORM = 4;

/**
 * How many parameters each layer has, as Keras' `count_params` counts: the statistics
 * of a batch normalisation are among them, and of a Normalization layer the mean and
 * variance of each channel and a counter.
 */
export function countParameters(
  plan: NetworkPlan,
): ReadonlyMap<string, number> {
  const shapes = shapesOf(plan);
  return new Map(
    plan.layers.map((layer) => [
      layer.name,
      parametersOf(layer, shapes.get(layer.inputs[0] ?? "")!),
    ]),
  );
}

/** How many parameters a layer has that reads a shape. */
export function parametersOf(layer: Layer, [channels]: Shape): number {
  switch (layer.kind) {
    case "convolution": {
      const { groups, kernel, bias, norm } = layer;
      const weights = channels / groups * kernel[0] * kernel[1] +
        Number(bias) + (norm === undefined ? 0 : OF_A_NORM);
      return layer.channels * weights;
    }
    case "dense":
      return layer.channels * (channels + Number(layer.bias));
    case "batch normalisation":
      return OF_A_NORM * channels;
    case "scaling":
      return 2 * channels + 1;
    default:
      return 0;
  }
}
