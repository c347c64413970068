import {
  EFFICIENTNET_SCALES,
  efficientnetShape,
} from "./efficientnet_shape.ts";
import type { Padding, Pair } from "./plan/layer.ts";
import type { NetworkPlan } from "./plan/network_plan.ts";
import { PlanWriter } from "./plan/plan_writer.ts";

/**
 * Which padding convolutions of stride 2 have: Keras' for an input of a given size,
 * rows and columns, or of a size that it does not know; or the same places on both
 * sides, as PyTorch's networks have.
 */
export type StridedPadding = Pair | "unknown" | "symmetric";

/** What {@link kerasEfficientnetB4} may be told. */
export interface EfficientnetOptions {
  /** Rows of the input. */
  readonly height: number;
  /** Columns of the input. */
  readonly width: number;
  /** How many scores there are. */
  readonly classes: number;
  /** The padding of strided convolutions; Keras' for this input unless said. */
  readonly padding?: StridedPadding;
  /** What batch normalisations add to variances (0.001). */
  readonly epsilon?: number;
  /** What the numbers of channels are multiplied by, beyond B4's 1.4 (1). */
  readonly thickness?: number;
}

/** Means and standard deviations of the ImageNet training pictures, red first. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/**
 * What Keras' EfficientNet does to pixels of 0 to 255: (x / 255 − mean) / √variance,
 * where the variance of TensorFlow 2.3's weights is ImageNet's standard deviation
 * (tensorflow issue 49930).
 */
export const KERAS_SCALING = {
  scale: DEVIATION.map((deviation) => 1 / 255 / Math.sqrt(deviation)),
  shift: MEAN.map((mean, c) => -mean / Math.sqrt(DEVIATION[c]!)),
} as const;

/**
 * EfficientNet-B4 (Tan and Le 2019) as `keras.applications.EfficientNetB4` builds it,
 * with Keras' names, and the head of the dataset paper: the mean over all places, a
 * batch normalisation, a dropout that inference leaves out, a matrix.
 *
 * Convolutions of stride 2 pad even extents by one place less before than after.
 */
export function kerasEfficientnetB4(options: EfficientnetOptions): NetworkPlan {
  const { height, width, epsilon = 1e-3 } = options;
  const writer = new PlanWriter({ name: "image", shape: [3, height, width] });
  const { width: wider, depth } = EFFICIENTNET_SCALES.b4;
  const { stem, stages, head } = efficientnetShape({
    width: wider * (options.thickness ?? 1),
    depth,
  });
  const strided = stridedPaddings(options);
  const normalised = (name: string, bn = name.replace(/conv$/, "bn")) => ({
    name,
    bias: false,
    groups: 1,
    norm: { name: bn, epsilon },
  });
  const swish = (input: string, name: string): string =>
    writer.activation(input, { name, function: "swish" });

  let x = writer.scaling("image", {
    name: "normalization",
    ...KERAS_SCALING,
    ifAbsent:
      "pictures are to be normalised before they go in, as keras-efficientnet-tf2.3 does",
  });
  x = writer.convolution(x, {
    ...normalised("stem_conv"),
    channels: stem,
    kernel: 3,
    stride: 2,
    padding: strided(3),
  });
  x = swish(x, "stem_activation");
  for (const [stage, row] of stages.entries()) {
    const { blocks, kernel, stride, expansion } = row;
    for (let i = 0; i < blocks; i++) {
      const block = `block${stage + 1}${String.fromCharCode(97 + i)}_`;
      const [channels] = writer.shape(x);
      const expanded = channels * expansion;
      const before = x;
      if (expansion !== 1) {
        x = writer.convolution(x, {
          ...normalised(`${block}expand_conv`),
          channels: expanded,
          kernel: 1,
        });
        x = swish(x, `${block}expand_activation`);
      }
      x = writer.convolution(x, {
        ...normalised(`${block}dwconv`, `${block}bn`),
        channels: expanded,
        groups: expanded,
        kernel,
        ...(i === 0 && stride === 2
          ? { stride, padding: strided(kernel) }
          : { padding: "same" }),
      });
      x = swish(x, `${block}activation`);
      x = squeezeAndExcite(writer, { input: x, block, before: channels });
      x = writer.convolution(x, {
        ...normalised(`${block}project_conv`),
        channels: row.channels,
        kernel: 1,
      });
      if (i > 0) {
        x = writer.combine("sum", {
          name: `${block}add`,
          inputs: [x, before],
        });
      }
    }
  }
  x = writer.convolution(x, {
    ...normalised("top_conv"),
    channels: head,
    kernel: 1,
  });
  const target = swish(x, "top_activation");
  x = writer.mean(target, { name: "avg_pool" });
  x = writer.batchNorm(x, {
    name: "batch_normalization",
    epsilon,
    ifAbsent:
      "folded into the matrix behind it, or missing: the file does not show which",
  });
  const output = writer.dense(x, {
    name: "pred",
    channels: options.classes,
    bias: true,
  });
  return writer.plan({ name: "efficientnet_b4", output, target });
}

/** Weighs channels by what a small network makes of their means. */
function squeezeAndExcite(
  writer: PlanWriter,
  { input, block, before }: {
    readonly input: string;
    readonly block: string;
    /** Channels before the expansion. */
    readonly before: number;
  },
): string {
  const [channels] = writer.shape(input);
  let x = writer.mean(input, { name: `${block}se_squeeze` });
  x = writer.dense(x, {
    name: `${block}se_reduce`,
    channels: Math.max(1, Math.floor(before / 4)),
    bias: true,
    form: "convolution",
  });
  x = writer.activation(x, { name: `${block}se_swish`, function: "swish" });
  x = writer.dense(x, {
    name: `${block}se_expand`,
    channels,
    bias: true,
    form: "convolution",
  });
  x = writer.activation(x, { name: `${block}se_sigmoid`, function: "sigmoid" });
  return writer.combine("product", {
    name: `${block}se_excite`,
    inputs: [input, x],
  });
}

/**
 * Gives the padding of one strided convolution after the other, in their order.
 *
 * Keras pads half a kernel, and before an even extent one place less. The extents are
 * those of the input for which the network was built.
 */
function stridedPaddings(
  { height, width, padding = [height, width] }: EfficientnetOptions,
): (kernel: number) => Padding {
  let [rows, columns] = typeof padding === "string" ? [0, 0] : padding;
  return (kernel) => {
    const half = Math.floor(kernel / 2);
    if (padding === "symmetric") return [half, half, half, half];
    const [top, left] = [rows, columns]
      .map((extent) => half - (extent % 2 === 0 ? 1 : 0));
    // What is unknown counts as even each time, and 0 stays even.
    [rows, columns] = [Math.ceil(rows / 2), Math.ceil(columns / 2)];
    return [top!, left!, half, half];
  };
}
