import type { Stage } from "../engine/stage.ts";
import type { Target } from "./scores/target.ts";

export type {
  DiagnosisTarget,
  PredictionTarget,
  Target,
} from "./scores/target.ts";

/** What a study says of how maps are scored. */
export interface ScoreParams {
  /** The maps of an image that are scored, in the order of the rows. */
  readonly targets: readonly Target[];
  /** What lies beyond the edge of a map when it is enlarged to the masks' size. */
  readonly border: "mirror" | "clamp";
}

/**
 * Scores the maps of a shard's images against every mask that a rater drew on them.
 *
 * Inputs: `maps` of `gradcam` or `reference_maps`, `ids` of their images; `masks`,
 * `runs` and `images`, for the diagnoses, of `resize_masks`; with `logits` also those,
 * which a target needs that follows the network's prediction. The masks have one size,
 * to which a map is enlarged.
 *
 * Output: `scores`, one row an image, target and mask, in the order of the ids, of
 * the parameters and of `masks.csv`; columns as in `SCORE_COLUMNS`. Images without a
 * mask, and targets without a class for the image's diagnosis, have no rows.
 *
 * @param options.logits Whether the maps come from a network with logits.
 */
export function scoreStage(
  { logits }: { readonly logits: boolean },
): Stage {
  const sharded = [
    "maps",
    "ids",
    "masks",
    "runs",
    "images",
    ...(logits ? ["logits"] : []),
  ];
  return {
    id: "score",
    revision: 1,
    entry: new URL("./score_run.ts", import.meta.url),
    inputs: Object.fromEntries(sharded.map((port) => [port, {}])),
    shardBy: sharded,
    outputs: { scores: { file: "scores.csv" } },
    resources: { cpu: 1, memoryMiB: 256 },
  };
}
