import type { Stage } from "../engine/stage.ts";

/** What a study says of {@link rasterCheck}. */
export interface RasterCheckParams {
  /** How many masks to compare; all of them where there are fewer. */
  readonly sample: number;
  /** Chooses the sample; any whole number. */
  readonly seed: number;
  /**
   * How the released pictures are named: one an outlined annotation, with its class
   * in an index (`"instance"`, first release), or one a class (`"class"`, second).
   */
  readonly naming: "instance" | "class";
  /** The most that may differ, over the whole sample, before the stage fails. */
  readonly tolerance: {
    readonly differingMasks: number;
    readonly differingPixels: number;
  };
}

/**
 * Compares a sample of our masks with the pictures that the release has of them.
 *
 * The tables hardly notice a wrong rule for drawing lines, so the pixels are
 * compared themselves. Four of the first release's 3,562 pictures are known to
 * differ by one pixel each.
 *
 * Inputs: `pictures`, a tar of `masks/*.png` and `instance_mask_annotations.csv`;
 * `masks` and `runs`, from the ingest stage.
 *
 * Outputs: `raster_check`, one row a compared mask, with its `instances` (pictures
 * laid over each other), our `pixels` and how many differ; `summary`, the totals.
 */
export const rasterCheck: Stage = {
  id: "raster_check",
  revision: 1,
  entry: new URL("./raster_check_run.ts", import.meta.url),
  inputs: { pictures: {}, masks: {}, runs: {} },
  outputs: {
    raster_check: { file: "raster_check.csv" },
    summary: { file: "raster_check.json" },
  },
  resources: { cpu: 1, memoryMiB: 300 },
};
