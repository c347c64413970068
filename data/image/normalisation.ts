/** The names under which {@link NORMALISATIONS} keeps its entries. */
export type NormalisationName =
  | "imagenet"
  | "caffe"
  | "keras-efficientnet-tf2.3"
  | "none";

/** How one channel's bytes become a network's input. */
export interface ChannelNormalisation {
  /** The byte of a pixel that is read: 0 red, 1 green, 2 blue. */
  readonly source: 0 | 1 | 2;
  /** The value of a byte, 0 to 255, rounded to single precision. */
  value(byte: number): number;
}

/** How bytes become a network's input; in the order of its channels. */
export interface Normalisation {
  /** Where it comes from and what it computes, in a sentence. */
  readonly description: string;
  /** Its three channels. */
  readonly channels: readonly ChannelNormalisation[];
}

// The means and deviations of the ImageNet training pictures, of values 0 to 1.
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/** The means that Keras' "caffe" mode subtracts: blue, green, red, of values 0 to 255. */
const CAFFE_MEAN = [103.939, 116.779, 123.68] as const;

const RGB = [0, 1, 2] as const;
const BGR = [2, 1, 0] as const;

const { fround } = Math;

/**
 * The known normalisations. Each step is rounded to single precision in the order
 * in which the named library takes it, so that the results are equal bit for bit.
 */
export const NORMALISATIONS: Readonly<
  Record<NormalisationName, Normalisation>
> = {
  imagenet: {
    description:
      "torchvision's ToTensor, then Normalize with the ImageNet means and deviations: RGB, (x / 255 - mean) / deviation",
    channels: RGB.map((source) => ({
      source,
      value: (byte) =>
        fround(
          fround(fround(byte / 255) - fround(MEAN[source])) /
            fround(DEVIATION[source]),
        ),
    })),
  },
  caffe: {
    description:
      'Keras\' preprocess_input of ResNet-50, VGG and others (mode "caffe"): BGR, x - mean, not scaled',
    channels: BGR.map((source, channel) => ({
      source,
      value: (byte) => fround(byte - fround(CAFFE_MEAN[channel]!)),
    })),
  },
  "keras-efficientnet-tf2.3": {
    description:
      "the layers at the head of Keras' EfficientNet with the weights of TensorFlow 2.3: RGB, (x / 255 - mean) / sqrt(deviation); the weights hold deviations where the layer expects variances (tensorflow issue 49930)",
    channels: RGB.map((source) => ({
      source,
      value: (byte) =>
        fround(
          fround(fround(byte * fround(1 / 255)) - fround(MEAN[source])) /
            fround(Math.sqrt(fround(DEVIATION[source]))),
        ),
    })),
  },
  none: {
    description: "the bytes as they are: RGB, 0 to 255",
    channels: RGB.map((source) => ({ source, value: (byte) => byte })),
  },
};
