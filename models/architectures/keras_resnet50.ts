import type { NetworkPlan } from "./plan/network_plan.ts";
import { PlanWriter } from "./plan/plan_writer.ts";

/** What {@link kerasResnet50} may be told. */
export interface ResnetOptions {
  /** Rows of the input. */
  readonly height: number;
  /** Columns of the input. */
  readonly width: number;
  /** How many scores there are. */
  readonly classes: number;
  /**
   * What is between the trunk and the matrix: all places in a row as the dataset
   * paper has it (the default), or their mean as Keras' and torchvision's own heads
   * have it.
   */
  readonly head?: "flatten" | "mean";
  /** Whether it is torchvision's network: see {@link kerasResnet50}. */
  readonly torchvision?: boolean;
  /** What the numbers of channels are multiplied by (1). */
  readonly thickness?: number;
}

/** Channels of a stage's inner convolutions, and its blocks. */
const STAGES = [[64, 3], [128, 4], [256, 6], [512, 3]] as const;

/** The last convolution of a block has this many times the channels of the others. */
const EXPANSION = 4;

/**
 * ResNet-50 (He et al. 2015) as `keras.applications.ResNet50` builds it, with Keras'
 * names: blocks of stride 2 have it on their first convolution of 1 × 1 and on the
 * shortcut (v1), convolutions have a bias, and 1.001e-5 is added to variances.
 *
 * torchvision's network has the stride on the convolution of 3 × 3 (v1.5), no biases,
 * and adds 1e-5.
 */
export function kerasResnet50(options: ResnetOptions): NetworkPlan {
  const { height, width, head = "flatten", torchvision = false } = options;
  const wide = (channels: number): number =>
    Math.max(1, Math.round(channels * (options.thickness ?? 1)));
  const writer = new PlanWriter({ name: "image", shape: [3, height, width] });
  const normalised = (name: string) => ({
    name: `${name}_conv`,
    bias: !torchvision,
    groups: 1,
    norm: { name: `${name}_bn`, epsilon: torchvision ? 1e-5 : 1.001e-5 },
  });
  const relu = (input: string, name: string): string =>
    writer.activation(input, { name, function: "relu" });

  let x = writer.convolution("image", {
    ...normalised("conv1"),
    channels: wide(64),
    kernel: 7,
    stride: 2,
    padding: 3,
  });
  x = relu(x, "conv1_relu");
  x = writer.maximum(x, {
    name: "pool1_pool",
    kernel: 3,
    stride: 2,
    padding: 1,
  });
  for (const [stage, [channels, blocks]] of STAGES.entries()) {
    for (let i = 1; i <= blocks; i++) {
      const block = `conv${stage + 2}_block${i}`;
      const stride = stage > 0 && i === 1 ? 2 : 1;
      const [first, second] = torchvision ? [1, stride] : [stride, 1];
      const out = wide(channels) * EXPANSION;
      const shortcut = i > 1 ? x : writer.convolution(x, {
        ...normalised(`${block}_0`),
        channels: out,
        kernel: 1,
        stride,
      });
      x = writer.convolution(x, {
        ...normalised(`${block}_1`),
        channels: wide(channels),
        kernel: 1,
        stride: first,
      });
      x = relu(x, `${block}_1_relu`);
      x = writer.convolution(x, {
        ...normalised(`${block}_2`),
        channels: wide(channels),
        kernel: 3,
        stride: second,
        padding: 1,
      });
      x = relu(x, `${block}_2_relu`);
      x = writer.convolution(x, {
        ...normalised(`${block}_3`),
        channels: out,
        kernel: 1,
      });
      x = writer.combine("sum", {
        name: `${block}_add`,
        inputs: [shortcut, x],
      });
      x = relu(x, `${block}_out`);
    }
  }
  const target = x;
  x = head === "mean"
    ? writer.mean(x, { name: "avg_pool" })
    : writer.flatten(x, { name: "flatten", order: "rows, columns, channels" });
  const output = writer.dense(x, {
    name: "diagnosis",
    channels: options.classes,
    bias: true,
  });
  return writer.plan({ name: "resnet50", output, target });
}
