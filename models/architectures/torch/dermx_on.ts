import type { Pair } from "../plan/layer.ts";
import type { NetworkPlan } from "../plan/network_plan.ts";
import { type BackboneName, BACKBONES } from "./backbones.ts";
import { dermxPlan } from "./dermx_plan.ts";

/**
 * DermX on one of the known networks.
 *
 * @param size Rows and columns of its pictures; see {@link BACKBONES}.
 */
export function dermxOn(
  name: BackboneName,
  size: Pair = BACKBONES[name].size,
): NetworkPlan {
  const { trunk } = BACKBONES[name];
  return dermxPlan({ name: `dermx_${name}`, size, trunk });
}
