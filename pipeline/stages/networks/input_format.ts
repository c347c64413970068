import type { NormalisationName } from "../../../data/image/normalisation.ts";
import type { ResizeFilter } from "./resize_filter.ts";

/** The form in which an architecture takes pictures: `input.json`. */
export interface InputFormat {
  /** Height and width in pixels. */
  readonly size: readonly [number, number];
  /** How pictures get that size. */
  readonly resize: ResizeFilter;
  /**
   * How bytes become numbers, where that comes before pictures are resized and what
   * is stored depends on it: with `"torch"`, and only there.
   */
  readonly preprocess?: NormalisationName | undefined;
}
