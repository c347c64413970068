import type { Stage } from "../engine/stage.ts";

/** What a study says of the data set that {@link generate} makes. */
export interface GenerateParams {
  /** Chooses the data set; any whole number. */
  readonly seed: number;
  /** How many pictures it has; one more leaves the others as they are. */
  readonly images: number;
  /** How many parts the scenes are split into. */
  readonly shards: number;
}

/**
 * Makes up a data set like the first release, without its pictures: these are drawn
 * from the scenes, shard by shard.
 *
 * Outputs, of which the first three are what `fetch` yields of a release:
 * - `annotations`: a tar of `RATER_IMAGE.json`, three raters an image;
 * - `masks`: a tar of `masks/RATER_IMAGE_NNNNN.png`, one an outlined annotation, and
 *   `instance_mask_annotations.csv`;
 * - `metadata.csv`: one row an image;
 * - `scenes`: one JSON file a shard, a list of scenes (`data/sample/scene.ts`) by image.
 */
export const generate: Stage = {
  id: "generate",
  revision: 1,
  entry: new URL("./generate_run.ts", import.meta.url),
  inputs: {},
  outputs: {
    annotations: { file: "annotations.tar" },
    masks: { file: "masks.tar" },
    "metadata.csv": { file: "metadata.csv" },
    scenes: { file: "scenes", partitioned: true, extension: ".json" },
  },
  resources: { cpu: 1, memoryMiB: 200 },
};
