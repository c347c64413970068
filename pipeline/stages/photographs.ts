import type { Stage } from "../engine/stage.ts";
import type { Division } from "./shards/division.ts";

/** Endings of the files that {@link photographs} takes for pictures, in lower case. */
export const PHOTOGRAPH_EXTENSIONS = [".jpeg", ".jpg", ".png"] as const;

/** What a study says of {@link photographs}. */
export interface PhotographsParams {
  /** Into which parts the pictures are divided. */
  readonly division: Division;
}

/**
 * Finds the picture of every image of a release among the user's files, and divides
 * them into parts.
 *
 * A file belongs to an image if it is called as `current_filename` in the metadata, with
 * the ending of a JPEG or PNG file. Other files are counted in the log, and so are
 * images that are in no part.
 *
 * Inputs: `pictures`, a tar of the user's folder; `images`, from the ingest stage;
 * `folds` of the release, where they divide the images.
 *
 * Outputs: `photographs`, a tar a part, in order of the images' ids; the files are
 * named as in the metadata, each with its own ending.
 */
export const photographs: Stage = {
  id: "photographs",
  revision: 1,
  entry: new URL("./photographs_run.ts", import.meta.url),
  inputs: { pictures: {}, images: {}, folds: { optional: true } },
  outputs: { photographs: { file: "photographs", partitioned: true } },
  resources: { cpu: 1, memoryMiB: 256 },
};
