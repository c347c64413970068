import type { Stage } from "../engine/stage.ts";
import type { GradcamParams } from "./gradcam.ts";

/** What a study says of maps that know nothing of the images. */
export interface ReferenceMapsParams extends GradcamParams {
  /** The same bell in the middle of every image, or noise. */
  readonly kind: "centre" | "random";
  /** For the noise: another number gives other maps. */
  readonly seed: number;
}

/**
 * Makes maps to compare a network's with, that look at no image:
 *
 * - `centre`: a Gaussian around the middle whose standard deviation is a quarter of
 *   the image's width across and of its height down, as photographers put what matters
 *   in the middle; all classes have the same map;
 * - `random`: an independent uniform number in [0, 1) for each image, class and place,
 *   from the seed and the image's id alone, so that neither other images nor shards
 *   change them.
 *
 * Both pass through the same normalisation and quantisation as a network's maps.
 *
 * Inputs: `card` of the network that they stand beside, for its classes and the size of
 * its maps; `ids` of the stage `preprocess`.
 *
 * Outputs: `maps` and `states` as of `gradcam`; `ids`.
 */
export const referenceMaps: Stage = {
  id: "reference_maps",
  revision: 1,
  entry: new URL("./reference_maps_run.ts", import.meta.url),
  inputs: { card: {}, ids: {} },
  shardBy: ["ids"],
  outputs: {
    maps: { file: "maps.npy" },
    states: { file: "states.csv" },
    ids: { file: "ids.json" },
  },
  resources: { cpu: 1, memoryMiB: 128 },
};

/** {@link referenceMaps} beside networks of which there is one a fold: so is the card. */
export const foldedReferenceMaps: Stage = {
  ...referenceMaps,
  shardBy: ["card", "ids"],
};
