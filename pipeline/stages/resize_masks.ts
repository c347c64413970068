import type { NearestRule } from "../../data/image/nearest_positions.ts";
import type { Stage } from "../engine/stage.ts";
import type { Division } from "./shards/division.ts";

/** What a study says of the size in which maps and masks meet. */
export interface ResizeMasksParams {
  /** Columns of the new masks. */
  readonly width: number;
  /** Their rows. */
  readonly height: number;
  /** Into which parts the images are divided. */
  readonly division: Division;
  /** Which pixel is nearest. */
  readonly nearest: NearestRule;
}

/**
 * Brings all masks to one size by nearest neighbour, and divides them by image. Their
 * shapes are stretched as the pictures are that networks see.
 *
 * Inputs: `masks`, `runs` and `images` of `ingest`; `folds` of the release, where they
 * divide the images.
 *
 * Outputs, by part what `ingest` writes of its images: `masks`, `runs` and `images`, so
 * that another image leaves alone what reads the other parts. Images that are in no part
 * are counted in the log.
 * After the masks of an image and rater stands the `union` of them,
 * each resized first, as the paper's code lays them over each other. A mask of which
 * nothing is left keeps its row, with no runs: it was drawn, and the paper's code scores
 * it.
 */
export const resizeMasks: Stage = {
  id: "resize_masks",
  revision: 1,
  entry: new URL("./resize_masks_run.ts", import.meta.url),
  inputs: { masks: {}, runs: {}, images: {}, folds: { optional: true } },
  outputs: {
    masks: { file: "masks", partitioned: true, extension: ".csv" },
    runs: { file: "runs", partitioned: true, extension: ".npy" },
    images: { file: "images", partitioned: true, extension: ".csv" },
  },
  resources: { cpu: 1, memoryMiB: 192 },
};
