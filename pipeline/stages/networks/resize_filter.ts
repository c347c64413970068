import type { PillowFilter } from "../../../data/image/pillow_filter.ts";

/**
 * How pictures get the model's size: by one of Pillow's filters before they are
 * normalised, or by torch's plain bilinear afterwards, as the framework paper does.
 */
export type ResizeFilter = PillowFilter | "torch";

/** The names of the filters. */
export const RESIZE_FILTERS: readonly ResizeFilter[] = [
  "nearest",
  "box",
  "bilinear",
  "hamming",
  "bicubic",
  "lanczos",
  "torch",
];
