import type { Stage } from "../engine/stage.ts";
import type { ReferenceReading } from "./localisation/reference_reading.ts";

/** What a study says of how raters' outlines are compared with each other's. */
export interface RaterLocalisationParams {
  /** The characteristics that are looked at, in the order of the rows. */
  readonly characteristics: readonly string[];
  /** What the outlines are compared with, in the order of the rows. */
  readonly references: readonly ReferenceReading[];
}

/**
 * Compares each rater's outline, as if it were a network's map of 0 and 1, with the
 * fused outlines of the image's other raters, and with those of all of them, by what
 * `localisation` measures. Raters and evaluations are those that a reference keeps.
 *
 * Without the rater's own evaluation there is one less that is `valid`, and one less
 * that `drew` if the rater did; a fixed number of raters stays as it is.
 *
 * Inputs: `masks` and `runs` of `resize_masks`; `images`, `evaluations` and
 * `selections` of `ingest`.
 *
 * Output: `scores`, one row a part, image, characteristic, reference, rater and
 * opponents, in this order, where the rater's outline or the reference has a pixel;
 * columns as in `RATER_LOCALISATION_COLUMNS`.
 */
export const raterLocalisation: Stage = {
  id: "rater_localisation",
  revision: 1,
  entry: new URL("./rater_localisation_run.ts", import.meta.url),
  inputs: {
    masks: { partitioned: true },
    runs: { partitioned: true },
    images: {},
    evaluations: {},
    selections: {},
  },
  outputs: { scores: { file: "rater_scores.csv" } },
  resources: { cpu: 1, memoryMiB: 192 },
};
