/** Blocks of one resolution and width. */
export interface EfficientnetStage {
  /** How many blocks; only the first has a stride, and another number of channels. */
  readonly blocks: number;
  /** Rows and columns of the depthwise kernels. */
  readonly kernel: number;
  /** Steps of the first block's depthwise convolution. */
  readonly stride: number;
  /** How many times wider a block is within; 1 stands for no expansion. */
  readonly expansion: number;
  /** Output channels. */
  readonly channels: number;
}

/** What tells one EfficientNet from another. */
export interface EfficientnetShape {
  /** Channels of the first convolution. */
  readonly stem: number;
  /** The blocks, from the image to the head. */
  readonly stages: readonly EfficientnetStage[];
  /** Channels of the last convolution, which classifiers have behind the blocks. */
  readonly head: number;
}

/** By how much a network is wider and deeper than B0: Tan and Le 2019, section 4. */
export interface EfficientnetScale {
  /** Factor of the numbers of channels. */
  readonly width: number;
  /** Factor of the numbers of blocks. */
  readonly depth: number;
}

/** The published factors. */
export const EFFICIENTNET_SCALES = {
  b0: { width: 1.0, depth: 1.0 },
  b1: { width: 1.0, depth: 1.1 },
  b2: { width: 1.1, depth: 1.2 },
  b3: { width: 1.2, depth: 1.4 },
  b4: { width: 1.4, depth: 1.8 },
} as const satisfies Readonly<Record<string, EfficientnetScale>>;

/** Blocks, kernel, stride, expansion and channels of B0's stages: ibid., table 1. */
const STAGES = [
  [1, 3, 1, 1, 16],
  [2, 3, 2, 6, 24],
  [2, 5, 2, 6, 40],
  [3, 3, 2, 6, 80],
  [3, 5, 1, 6, 112],
  [4, 5, 2, 6, 192],
  [1, 3, 1, 6, 320],
] as const;

/** B0 made wider and deeper: numbers of blocks are rounded up. */
export function efficientnetShape(
  { width, depth }: EfficientnetScale,
): EfficientnetShape {
  const wide = (channels: number): number => roundChannels(channels * width);
  return {
    stem: wide(32),
    stages: STAGES.map(([blocks, kernel, stride, expansion, channels]) => ({
      blocks: Math.ceil(blocks * depth),
      kernel,
      stride,
      expansion,
      channels: wide(channels),
    })),
    head: wide(1280),
  };
}

/** A multiple of 8 near a number of channels, and not below nine tenths of it. */
function roundChannels(channels: number): number {
  const near = Math.max(8, Math.floor((channels + 4) / 8) * 8);
  return near < 0.9 * channels ? near + 8 : near;
}
