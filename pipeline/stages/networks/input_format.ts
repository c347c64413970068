import type { ResizeFilter } from "./resize_filter.ts";

/** The form in which an architecture takes pictures: `input.json`. */
export interface InputFormat {
  /** Height and width in pixels. */
  readonly size: readonly [number, number];
  /** How pictures get that size. */
  readonly resize: ResizeFilter;
}
