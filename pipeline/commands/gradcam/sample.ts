import type { RgbImage } from "../../../data/image/rgb_image.ts";

/** One image as the model takes it. */
export interface Sample {
  /** What results call it. */
  readonly id: string;
  /** The values in the order of the model's axes. */
  readonly values: Float32Array;
  /** The picture to draw maps over, where there is one. */
  readonly photo?: RgbImage;
  /** What was lost or ignored on the way, one sentence each. */
  readonly remarks: readonly string[];
}

/** An image that could not be read. */
export interface Unusable {
  /** What results call it. */
  readonly id: string;
  /** A sentence that says what to do about it. */
  readonly reason: string;
}

/** Where samples come from. */
export interface SampleSource extends Disposable {
  /** How many there are, unusable ones included. */
  readonly count: number;
  /** The extents of a sample: the model's input without the batch. */
  readonly dims: readonly [number, number, number];
  /** One after the other, as each is asked for. */
  samples(): AsyncGenerator<Sample | Unusable>;
}
