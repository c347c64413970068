import type { PlanWriter } from "../plan/plan_writer.ts";
import { normalised } from "./normalised.ts";
import type { TrunkWriter } from "./trunk.ts";

/** What tells one ResNet of bottleneck blocks from another. */
export interface ResnetShape {
  /** Channels of the first convolution. */
  readonly stem: number;
  /** Inner channels, and blocks, of each stage. */
  readonly stages: readonly (readonly [channels: number, blocks: number])[];
}

/** ResNet-50: He et al. 2015, table 1. */
export const RESNET50: ResnetShape = {
  stem: 64,
  stages: [[64, 3], [128, 4], [256, 6], [512, 3]],
};

/** A block's last convolution has this many times the channels of the others. */
const EXPANSION = 4;

/**
 * The blocks of ResNet as timm and torchvision build them, with their names: the
 * stride is on the convolution of 3 × 3 (v1.5), convolutions have no bias, and 1e-5
 * is added to variances.
 */
export function resnetTrunk({ stem, stages }: ResnetShape): TrunkWriter {
  return (writer, { input, prefix }) => {
    let x = writer.convolution(input, {
      ...normalised(`${prefix}conv1`, `${prefix}bn1`),
      channels: stem,
      kernel: 7,
      stride: 2,
      padding: 3,
    });
    x = writer.activation(x, { name: `${prefix}act1`, function: "relu" });
    x = writer.maximum(x, {
      name: `${prefix}maxpool`,
      kernel: 3,
      stride: 2,
      padding: 1,
    });
    let target = x;
    for (const [stage, [channels, blocks]] of stages.entries()) {
      for (let i = 0; i < blocks; i++) {
        ({ features: x, target } = appendBlock(writer, {
          input: x,
          name: `${prefix}layer${stage + 1}.${i}`,
          channels,
          stride: stage > 0 && i === 0 ? 2 : 1,
          isFirst: i === 0,
        }));
      }
    }
    return { features: x, target };
  };
}

/** What {@link appendBlock} is told. */
interface BlockOptions {
  readonly input: string;
  readonly name: string;
  readonly channels: number;
  readonly stride: number;
  readonly isFirst: boolean;
}

/** A bottleneck; a stage's first has a convolution on its shortcut. */
function appendBlock(
  writer: PlanWriter,
  { input, name, channels, stride, isFirst }: BlockOptions,
): ReturnType<TrunkWriter> {
  const relu = (x: string, i: number): string =>
    writer.activation(x, { name: `${name}.act${i}`, function: "relu" });
  const conv = (i: number) => normalised(`${name}.conv${i}`, `${name}.bn${i}`);
  const out = channels * EXPANSION;

  let x = writer.convolution(input, { ...conv(1), channels, kernel: 1 });
  x = relu(x, 1);
  x = writer.convolution(x, {
    ...conv(2),
    channels,
    kernel: 3,
    stride,
    padding: 1,
  });
  x = relu(x, 2);
  const target = writer.convolution(x, {
    ...conv(3),
    channels: out,
    kernel: 1,
  });
  const shortcut = isFirst
    ? writer.convolution(input, {
      ...normalised(`${name}.downsample.0`, `${name}.downsample.1`),
      channels: out,
      kernel: 1,
      stride,
    })
    : input;
  x = writer.combine("sum", {
    name: `${name}.add`,
    inputs: [target, shortcut],
  });
  return { features: relu(x, 3), target };
}
