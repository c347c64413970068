import type { Evaluation } from "../evaluations/evaluation.ts";
import type { ImageRow } from "../evaluations/read_images.ts";

/** A release: its evaluations, and what the metadata say of its images. */
export interface CountedRelease {
  /** Sorted by image and rater. */
  readonly evaluations: readonly Evaluation[];
  /** By image id. */
  readonly images: ReadonlyMap<string, ImageRow>;
}
