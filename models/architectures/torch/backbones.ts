import {
  EFFICIENTNET_SCALES,
  efficientnetShape,
} from "../efficientnet_shape.ts";
import type { Pair } from "../plan/layer.ts";
import { efficientnetHead } from "./efficientnet_head.ts";
import { efficientnetTrunk } from "./efficientnet_trunk.ts";
import { resnetHead } from "./resnet_head.ts";
import { RESNET50, resnetTrunk } from "./resnet_trunk.ts";
import type { HeadWriter, TrunkWriter } from "./trunk.ts";

/** A network that DermX can stand on. */
export interface Backbone {
  /** Rows and columns of its pictures. */
  readonly size: Pair;
  /** The layers up to the last feature maps. */
  readonly trunk: TrunkWriter;
  /** The layers that make a classifier of it. */
  readonly head: HeadWriter;
}

/** timm's name of a network. */
export type BackboneName =
  | `efficientnet_${keyof typeof EFFICIENTNET_SCALES}`
  | "resnet50";

/**
 * The networks by timm's names. Sizes are those that the framework paper's code gives
 * B0, B1, B2 and ResNet-50; it has none for B3 and B4, whose sizes are those of Tan
 * and Le 2019.
 */
export const BACKBONES: Readonly<Record<BackboneName, Backbone>> = {
  efficientnet_b0: efficientnet("b0", 224),
  efficientnet_b1: efficientnet("b1", 240),
  efficientnet_b2: efficientnet("b2", 260),
  efficientnet_b3: efficientnet("b3", 300),
  efficientnet_b4: efficientnet("b4", 380),
  resnet50: {
    size: [256, 256],
    trunk: resnetTrunk(RESNET50),
    head: resnetHead,
  },
};

/** The names, from the smallest EfficientNet on. */
export const BACKBONE_NAMES: readonly BackboneName[] = [
  "efficientnet_b0",
  "efficientnet_b1",
  "efficientnet_b2",
  "efficientnet_b3",
  "efficientnet_b4",
  "resnet50",
];

function efficientnet(
  scale: keyof typeof EFFICIENTNET_SCALES,
  side: number,
): Backbone {
  const shape = efficientnetShape(EFFICIENTNET_SCALES[scale]);
  return {
    size: [side, side],
    trunk: efficientnetTrunk(shape),
    head: efficientnetHead(shape),
  };
}
