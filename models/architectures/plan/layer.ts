/** A size or a step along rows, then along columns. */
export type Pair = readonly [number, number];

/** Places added at the top, the left, the bottom and the right. */
export type Padding = readonly [number, number, number, number];

/** Channels, rows and columns; vectors have one row and one column. */
export type Shape = readonly [number, number, number];

/** What every layer has. */
export interface PlacedLayer {
  /** Unique in its plan. */
  readonly name: string;
  /** Names of the layers, or of the plan's input, that it reads. */
  readonly inputs: readonly string[];
  /** Present if a file may go without the layer: what that then means. */
  readonly ifAbsent?: string;
}

/** How a window moves. */
export interface Sliding {
  /** The window's extents. */
  readonly kernel: Pair;
  /** Steps between windows. */
  readonly strides: Pair;
  /** Steps between a window's elements. */
  readonly dilations: Pair;
  /** Zeros around the input; a pooling reads nothing there. */
  readonly padding: Padding;
}

/** A batch normalisation directly behind a convolution. */
export interface Norm {
  /** Its name; empty if the file has none. */
  readonly name: string;
  /** What is added to the variance; `undefined` where a file does not show it. */
  readonly epsilon: number | undefined;
}

/** A convolution, with the batch normalisation behind it. */
export interface Convolution extends PlacedLayer, Sliding {
  /** What tells it from other layers. */
  readonly kind: "convolution";
  /** Output channels. */
  readonly channels: number;
  /** Groups of channels that do not mix. */
  readonly groups: number;
  /** Whether a number is added to each channel. */
  readonly bias: boolean;
  /** The normalisation behind it, if there is one. */
  readonly norm?: Norm;
}

/** The largest value of each window. */
export interface MaxPool extends PlacedLayer, Sliding {
  /** What tells it from other layers. */
  readonly kind: "maximum";
}

/** The mean of each channel over all places. */
export interface Mean extends PlacedLayer {
  /** What tells it from other layers. */
  readonly kind: "mean";
}

/** What a row of features is made of, from the slowest axis to the fastest. */
export type FlattenOrder =
  | "rows, columns, channels"
  | "channels, rows, columns"
  | "another order";

/** All places of all channels in a row. */
export interface Flatten extends PlacedLayer {
  /** What tells it from other layers. */
  readonly kind: "flatten";
  /** Which place and channel comes first. */
  readonly order: FlattenOrder;
}

/** A matrix, applied to a vector. */
export interface Dense extends PlacedLayer {
  /** What tells it from other layers. */
  readonly kind: "dense";
  /** Output features. */
  readonly channels: number;
  /** Whether a number is added to each feature. */
  readonly bias: boolean;
  /** How it is built: as a convolution of 1 × 1, where its input has rank 4. */
  readonly form?: "convolution";
}

/** A function of single elements. */
export interface Activation extends PlacedLayer {
  /** What tells it from other layers. */
  readonly kind: "activation";
  /** Such as `"relu"`, `"swish"` or `"sigmoid"`. */
  readonly function: string;
}

/** What a network does to the pixels before its first convolution: scale · x + shift. */
export interface InputScaling extends PlacedLayer {
  /** What tells it from other layers. */
  readonly kind: "scaling";
  /** One a channel, or `undefined` if a file does not show them. */
  readonly scale: readonly number[] | undefined;
  /** One a channel, or `undefined` if a file does not show them. */
  readonly shift: readonly number[] | undefined;
}

/** A batch normalisation that is not directly behind a convolution. */
export interface BatchNorm extends PlacedLayer {
  /** What tells it from other layers. */
  readonly kind: "batch normalisation";
  /** What is added to the variance; `undefined` where a file does not show it. */
  readonly epsilon: number | undefined;
}

/**
 * The sum, or the product with a factor a channel, of two layers; or the channels of
 * one behind those of the other.
 */
export interface Combination extends PlacedLayer {
  /** What tells it from other layers. */
  readonly kind: "sum" | "product" | "concatenation";
}

/** Anything else that a file has. */
export interface OtherLayer extends PlacedLayer {
  /** What tells it from other layers. */
  readonly kind: "other";
  /** The operator. */
  readonly op: string;
  /** What it makes. */
  readonly shape: Shape;
}

/** A step of a network for images. */
export type Layer =
  | Convolution
  | MaxPool
  | Mean
  | Flatten
  | Dense
  | Activation
  | InputScaling
  | BatchNorm
  | Combination
  | OtherLayer;
