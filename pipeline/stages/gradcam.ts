import type { Stage } from "../engine/stage.ts";

/** What a study says of how raw maps become comparable. */
export interface GradcamParams {
  /**
   * What follows ReLU: division by the map's maximum (`"max"`, the dataset paper), or
   * stretching from its minimum to its maximum (`"min-max"`, the framework paper).
   */
  readonly normalisation: "max" | "min-max";
  /**
   * Whether values are those that survive in a byte, floor(255 v) / 255, as in the
   * dataset paper, whose maps were kept so.
   */
  readonly quantise: boolean;
}

/**
 * Normalises the raw Grad-CAM maps of a shard, and names the state of each.
 *
 * A map with NaN or an infinity becomes zero throughout, as does one where nothing
 * speaks for the class: there the dataset paper's code divides by zero. A constant map
 * above zero becomes 1 throughout by `"max"`, 0 by `"min-max"`. The states are those of
 * the raw maps.
 *
 * Inputs: `cam` and `ids` of the stage `infer`.
 *
 * Outputs: `maps`, float32, N×K×h×w, 0 to 1; `states`, one row an image and class:
 * `image`,
 * `class` (the position of its score), `state`.
 */
export const gradcam: Stage = {
  id: "gradcam",
  revision: 1,
  entry: new URL("./gradcam_run.ts", import.meta.url),
  inputs: { cam: {}, ids: {} },
  shardBy: ["cam", "ids"],
  outputs: {
    maps: { file: "maps.npy" },
    states: { file: "states.csv" },
  },
};
