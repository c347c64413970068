import type { Stage } from "../engine/stage.ts";
import type { MapForm } from "./localisation/map_form.ts";
import type { ReferenceReading } from "./localisation/reference_reading.ts";

export type { MapForm } from "./localisation/map_form.ts";
export type { ReferenceReading } from "./localisation/reference_reading.ts";

/** What a study says of how maps of characteristics are compared with outlines. */
export interface LocalisationParams {
  /** What the maps explain, in their order. */
  readonly characteristics: readonly string[];
  /** What lies beyond the edge of a map when it is enlarged to the outlines' size. */
  readonly border: "clamp" | "mirror";
  /** What each map is compared with, in the order of the rows. */
  readonly references: readonly ReferenceReading[];
  /** The forms of each map, in the order of the rows. */
  readonly maps: readonly MapForm[];
}

/**
 * Compares the maps of a part's images with the raters' fused outlines, as fuzzy sets
 * of pixels (Crum et al. 2006): their intersection is Σ min(map, reference).
 *
 * A reference is made of the resized outlines. Nearest neighbour takes each pixel from
 * one place in all of them, so counting votes before resizing would give the same; only
 * `most`, the largest number of votes, is that among the pixels taken.
 *
 * Inputs: `maps`, float32, N×K×h×w, 0 to 1, one a characteristic, and `ids` of their
 * images; `masks` and `runs` of `resize_masks`, all of one size, to which a map is
 * enlarged; `images`, `evaluations` and `selections` of `ingest`.
 *
 * Output: `scores`, one row an image, characteristic, reference and form of the map, in
 * this order; columns as in `LOCALISATION_COLUMNS`. All sums are exact ones of values
 * in steps of 2 ** -30. Fuzzy F1 is 2 overlap / (map_area + reference_area). Where
 * nobody outlined a characteristic, or a reading leaves no pixel, `reference_area` is 0.
 */
export function localisationStage(): Stage {
  const sharded = ["maps", "ids", "masks", "runs"];
  const whole = ["images", "evaluations", "selections"];
  return {
    id: "localisation",
    revision: 1,
    entry: new URL("./localisation_run.ts", import.meta.url),
    inputs: Object.fromEntries(
      [...sharded, ...whole].map((port) => [port, {}]),
    ),
    shardBy: sharded,
    outputs: { scores: { file: "scores.csv" } },
    resources: { cpu: 1, memoryMiB: 192 },
  };
}
