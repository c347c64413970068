import type { Stage } from "../engine/stage.ts";
import { sessionAssets } from "./networks/session_assets.ts";

/** What a study says of a run of trunks. */
export interface FeaturesParams {
  /** Pictures a run. */
  readonly batch: number;
}

/**
 * Runs a network without a head over a shard of pictures, for its features. It runs in
 * WebAssembly with one thread whatever the study's device is, so that heads are fitted
 * to the same bits anywhere.
 *
 * Inputs: `model` and `card` of the stage `trunk`; `pixels` and `ids` of the stage
 * `preprocess`. Outputs: `features`, float32, N×F; `ids`.
 */
export const features: Stage = {
  id: "features",
  revision: 1,
  entry: new URL("./features_run.ts", import.meta.url),
  inputs: { model: {}, card: {}, pixels: {}, ids: {} },
  shardBy: ["pixels", "ids"],
  assets: sessionAssets("wasm"),
  outputs: {
    features: { file: "features.npy" },
    ids: { file: "ids.json" },
  },
  numeric: true,
  resources: { cpu: 1, memoryMiB: 384 },
};
