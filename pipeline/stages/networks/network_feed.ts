import type { NormalisationName } from "../../../data/image/normalisation.ts";
import type { ImageLayout } from "./network_input.ts";
import type { ResizeFilter } from "./resize_filter.ts";

/** How stored pixels become what a network is fed with; part of a `ModelCard`. */
export interface NetworkFeed {
  /** What messages call the network, such as `resnet50-0`. */
  readonly id: string;
  /** Height and width of its pictures, in pixels. */
  readonly size: readonly [number, number];
  /** How its pictures get that size, by which they are stored as bytes or as floats. */
  readonly resize: ResizeFilter;
  /** How bytes become numbers. */
  readonly preprocess: NormalisationName;
  /** The order of its axes. */
  readonly layout: ImageLayout;
  /** The tensor that is fed. */
  readonly input: string;
  /** Pictures that it takes at a time; null if any number. */
  readonly batch: number | null;
}
