import type { Stage } from "../engine/stage.ts";

/** Endings of the files that {@link photographs} takes for pictures, in lower case. */
export const PHOTOGRAPH_EXTENSIONS = [".jpeg", ".jpg", ".png"] as const;

/** What a study says of {@link photographs}. */
export interface PhotographsParams {
  /** Into how many parts the pictures are divided, by `shardOf`. */
  readonly shards: number;
}

/**
 * Finds the picture of every image of a release among the user's files, and divides
 * them into shards.
 *
 * A file belongs to an image if it is called as `current_filename` in the metadata, with
 * the ending of a JPEG or PNG file. Other files are counted in the log.
 *
 * Inputs: `pictures`, a tar of the user's folder; `images`, from the ingest stage.
 *
 * Outputs: `photographs`, a tar a shard, in order of the images' ids; the files are
 * named as in the metadata, each with its own ending.
 */
export const photographs: Stage = {
  id: "photographs",
  revision: 1,
  entry: new URL("./photographs_run.ts", import.meta.url),
  inputs: { pictures: {}, images: {} },
  outputs: { photographs: { file: "photographs", partitioned: true } },
  resources: { cpu: 1, memoryMiB: 256 },
};
