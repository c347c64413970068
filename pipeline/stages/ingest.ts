import type { Release } from "../../data/dermx/ontology.ts";
import type { Stage } from "../engine/stage.ts";

/** What a study says of the annotations that {@link ingest} reads. */
export interface IngestParams {
  /** Whose list of terms the annotations must keep to. */
  readonly release: Release;
  /**
   * What to do about an annotated image that `metadata.csv` lacks: fail, or keep
   * its evaluations (the second release has 64 such images).
   */
  readonly imagesWithoutMetadata: "refuse" | "keep";
}

/**
 * Turns a release's annotation files into tables and run-length masks.
 *
 * Inputs: `annotations`, a tar of `RATER_IMAGE.json`; `metadata`, `metadata.csv`.
 *
 * Outputs, rows in code unit order of their first columns:
 * - `images`: what the metadata say of each image;
 * - `evaluations`: one row a file, that is an image and a rater, with how many
 *   annotations, outlining paths and vertices it has;
 * - `selections`: one row an evaluation and term, with `kind` one of `diagnosis`,
 *   `discard`, `non_localisable` and `localisable`, `position` the index of its
 *   first annotation, `instances` how often it is outlined (0: a tag) and
 *   `attributes` joined with `|`;
 * - `masks`: one row an evaluation and outlined characteristic, all its instances
 *   together, with `first_run` and `runs` saying which rows of `runs` are its;
 * - `runs`: uint32, R x 2, start and end (exclusive) in row-major pixel order.
 */
export const ingest: Stage = {
  id: "ingest",
  revision: 1,
  entry: new URL("./ingest_run.ts", import.meta.url),
  inputs: { annotations: {}, metadata: {} },
  outputs: {
    images: { file: "images.csv" },
    evaluations: { file: "evaluations.csv" },
    selections: { file: "selections.csv" },
    masks: { file: "masks.csv" },
    runs: { file: "runs.npy" },
  },
  resources: { cpu: 1, memoryMiB: 350 },
};
