import type { DeviceFacts } from "../../models/runtime/device_facts.ts";
import type { Stage } from "../engine/stage.ts";
import { sessionAssets } from "./networks/session_assets.ts";
import type { StudyDevice } from "./networks/study_device.ts";

/** What a study says of a run of networks. */
export interface InferParams {
  /** Pictures a run, unless the network takes another number only. */
  readonly batch: number;
  /**
   * What is taken to compute. A session on anything else ends the stage, so that no
   * result is kept under another device's name.
   */
  readonly facts: DeviceFacts;
}

/**
 * Runs a network over a shard of pictures, for its scores and its maps of all classes.
 * In WebAssembly it has one thread, so that results repeat to the bit anywhere.
 *
 * Inputs: `model` and `card` of the stage `rewrite`; `pixels` and `ids` of the stage
 * `preprocess`; `input`, what those pixels were made by, to be compared with the card;
 * `verdict`, which says that the device computes this network right.
 *
 * Outputs: `logits`, float32, N×K; `cam`, float32, N×K×h×w, signed; `ids`.
 */
export function inferStage(device: StudyDevice): Stage {
  return {
    id: "infer",
    revision: 1,
    entry: new URL("./infer_run.ts", import.meta.url),
    inputs: {
      model: {},
      card: {},
      pixels: {},
      ids: {},
      input: { optional: true },
      verdict: { optional: true },
    },
    shardBy: ["pixels", "ids"],
    assets: sessionAssets(device),
    outputs: {
      logits: { file: "logits.npy" },
      cam: { file: "cam.npy" },
      ids: { file: "ids.json" },
    },
    numeric: true,
    resources: { cpu: 1, memoryMiB: device === "webgpu" ? 1300 : 600 },
    // A large network takes 6 s a picture where a processor stands in for a GPU.
    timeoutSeconds: 4 * 3600,
  };
}
