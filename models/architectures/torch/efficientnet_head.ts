import type { EfficientnetShape } from "../efficientnet_shape.ts";
import { normalised } from "./normalised.ts";
import type { HeadWriter } from "./trunk.ts";

/** What timm's EfficientNet has behind its blocks: a convolution, the mean, a matrix. */
export function efficientnetHead(
  { head }: Pick<EfficientnetShape, "head">,
): HeadWriter {
  return (writer, { features, classes }) => {
    const wide = writer.convolution(features, {
      ...normalised("conv_head", "bn2"),
      channels: head,
      kernel: 1,
    });
    const target = writer.activation(wide, { name: "act2", function: "swish" });
    const mean = writer.mean(target, { name: "global_pool" });
    const output = writer.dense(mean, {
      name: "classifier",
      channels: classes,
      bias: true,
    });
    return { output, target };
  };
}
