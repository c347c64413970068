import type { NetworkPlan } from "../plan/network_plan.ts";
import type { Pair } from "../plan/layer.ts";
import { PlanWriter } from "../plan/plan_writer.ts";
import { type BackboneName, BACKBONES } from "./backbones.ts";

/** What {@link torchNetwork} may be told. */
export interface TorchNetworkOptions {
  /** Rows and columns of its pictures; see {@link BACKBONES}. */
  readonly size?: Pair;
  /** How many scores there are; without it the network ends with its feature maps. */
  readonly classes?: number;
}

/**
 * A network in timm's form and with timm's names, which for ResNet-50 are
 * torchvision's too: the classifier, or its trunk (timm's `features_only`).
 */
export function torchNetwork(
  name: BackboneName,
  { size = BACKBONES[name].size, classes }: TorchNetworkOptions = {},
): NetworkPlan {
  const writer = new PlanWriter({ name: "image", shape: [3, ...size] });
  const { trunk, head } = BACKBONES[name];
  const { features, target } = trunk(writer, { input: "image", prefix: "" });
  return writer.plan({
    name,
    ...(classes === undefined
      ? { output: features, target }
      : head(writer, { features, classes })),
  });
}
