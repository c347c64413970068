import type { Convolution } from "../plan/layer.ts";
import type { Written } from "../plan/plan_writer.ts";

/** What PyTorch's batch normalisation adds to variances. */
const EPSILON = 1e-5;

/**
 * What the convolutions of a trunk have in common: no bias, and a batch normalisation
 * behind them.
 *
 * @param norm The name of the batch normalisation.
 */
export function normalised(
  name: string,
  norm: string,
): Omit<Written<Convolution>, "channels"> {
  return {
    name,
    bias: false,
    groups: 1,
    norm: { name: norm, epsilon: EPSILON },
  };
}
