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

/** What {@link inferStage} may be told. */
export interface InferStageOptions {
  /** The network was fitted once for each fold, and each fold has its own pictures. */
  readonly folded?: boolean;
  /** Each fold's network has a verdict that the device computes it right. */
  readonly verified?: boolean;
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
 *
 * With `folded` all inputs are lists by fold; `verdict` is there where it is `verified`,
 * and `input` never. Then the network must have a second head, by its card, and
 * `diagnoses`, float32, N×D, are its scores.
 */
export function inferStage(
  device: StudyDevice,
  { folded = false, verified = false }: InferStageOptions = {},
): Stage {
  const files = ["pixels", "ids"];
  const byFold = ["model", "card", ...files, ...(verified ? ["verdict"] : [])];
  return {
    id: "infer",
    revision: 1,
    entry: folded
      ? new URL("./folded_infer_run.ts", import.meta.url)
      : new URL("./infer_run.ts", import.meta.url),
    inputs: folded ? Object.fromEntries(byFold.map((port) => [port, {}])) : {
      model: {},
      card: {},
      pixels: {},
      ids: {},
      input: { optional: true },
      verdict: { optional: true },
    },
    shardBy: folded ? byFold : files,
    assets: sessionAssets(device),
    outputs: {
      logits: { file: "logits.npy" },
      cam: { file: "cam.npy" },
      ...(folded ? { diagnoses: { file: "diagnoses.npy" } } : {}),
      ids: { file: "ids.json" },
    },
    numeric: true,
    resources: { cpu: 1, memoryMiB: memoryOf(device, folded) },
    // A large network takes 6 s a picture where a processor stands in for a GPU.
    timeoutSeconds: 4 * 3600,
  };
}

/** The framework paper's network on ResNet-50 takes 710 MiB, on EfficientNet-B2 430. */
function memoryOf(device: StudyDevice, folded: boolean): number {
  if (device === "webgpu") return 1300;
  return folded ? 720 : 600;
}
