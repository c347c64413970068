import type { EfficientnetShape } from "../efficientnet_shape.ts";
import type { PlanWriter } from "../plan/plan_writer.ts";
import { normalised } from "./normalised.ts";
import { squeezeAndExcite } from "./squeeze_and_excite.ts";
import type { TrunkWriter } from "./trunk.ts";

/**
 * The blocks of EfficientNet as timm 0.4.12 builds `efficientnet_b0` … `b4`, with
 * timm's names: padding is the same on both sides, 1e-5 is added to variances, and the
 * convolution of 1 × 1 that classifiers have behind the blocks is not part of it.
 *
 * timm's `tf_efficientnet_…` have the same names, TensorFlow's padding and 1e-3: they
 * are other networks.
 */
export function efficientnetTrunk(
  { stem, stages }: Omit<EfficientnetShape, "head">,
): TrunkWriter {
  return (writer, { input, prefix }) => {
    let x = writer.convolution(input, {
      ...normalised(`${prefix}conv_stem`, `${prefix}bn1`),
      channels: stem,
      kernel: 3,
      stride: 2,
      padding: 1,
    });
    x = writer.activation(x, { name: `${prefix}act1`, function: "swish" });
    let target = x;
    for (const [stage, { blocks, stride, ...row }] of stages.entries()) {
      for (let i = 0; i < blocks; i++) {
        const name = `${prefix}blocks.${stage}.${i}`;
        const block = { ...row, name, stride: i === 0 ? stride : 1 };
        ({ features: x, target } = appendBlock(writer, { ...block, input: x }));
      }
    }
    return { features: x, target };
  };
}

/** What {@link appendBlock} is told. */
interface BlockOptions {
  readonly input: string;
  readonly name: string;
  readonly kernel: number;
  readonly stride: number;
  readonly expansion: number;
  readonly channels: number;
}

/** The mobile inverted bottleneck; without expansion, the separable convolution. */
function appendBlock(
  writer: PlanWriter,
  { input, name, kernel, stride, expansion, channels }: BlockOptions,
): ReturnType<TrunkWriter> {
  const [before] = writer.shape(input);
  const expanded = before * expansion;
  const isSeparable = expansion === 1;
  let norms = 0;
  const norm = (): string => `${name}.bn${++norms}`;
  const swish = (x: string): string =>
    writer.activation(x, { name: `${name}.act${norms}`, function: "swish" });

  let x = input;
  if (!isSeparable) {
    x = writer.convolution(x, {
      ...normalised(`${name}.conv_pw`, norm()),
      channels: expanded,
      kernel: 1,
    });
    x = swish(x);
  }
  x = writer.convolution(x, {
    ...normalised(`${name}.conv_dw`, norm()),
    channels: expanded,
    groups: expanded,
    kernel,
    stride,
    padding: Math.floor(kernel / 2),
  });
  x = swish(x);
  x = squeezeAndExcite(writer, {
    input: x,
    name: `${name}.se`,
    reduced: Math.max(1, Math.round(before / 4)),
  });
  const target = `${name}.${isSeparable ? "conv_pw" : "conv_pwl"}`;
  x = writer.convolution(x, {
    ...normalised(target, norm()),
    channels,
    kernel: 1,
  });
  const features = stride === 1 && before === channels
    ? writer.combine("sum", { name: `${name}.add`, inputs: [x, input] })
    : x;
  return { features, target };
}
