import type { DeviceFacts } from "../../models/runtime/device_facts.ts";
import type { Stage } from "../engine/stage.ts";
import { sessionAssets } from "./networks/session_assets.ts";
import { TRUSTED_RUNTIME } from "./networks/trusted_runtime.ts";

/** What a study says of the comparison. */
export interface ParityParams {
  /** How many pictures to compare; fewer where there are fewer. */
  readonly images: number;
  /** The largest ‖WebGPU − WebAssembly‖ / ‖WebAssembly‖ of an output. */
  readonly tolerance: number;
  /** What is taken to compute; a session on anything else ends the stage. */
  readonly facts: DeviceFacts;
}

/**
 * Compares what WebGPU makes of some pictures with what WebAssembly makes of them, maps
 * and the scores of every head: drivers and their compilers go wrong silently. Beyond
 * the tolerance the stage fails.
 *
 * Inputs: `model` and `card` of the stage `rewrite`; `reference`, the same network as
 * rewritten for WebAssembly (that of WebGPU unless supplied); `pixels` and `ids` of the
 * stage `preprocess`, of which the first shard with pictures is taken.
 *
 * Outputs: `verdict`, the same bytes for every pass, so that another picture leaves
 * alone what depends on it; `parity`, the error of each output and what computed.
 */
export const parity: Stage = {
  id: "parity",
  revision: 1,
  entry: new URL("./parity_run.ts", import.meta.url),
  inputs: {
    model: {},
    card: {},
    reference: { optional: true },
    pixels: { partitioned: true },
    ids: { partitioned: true },
  },
  assets: {
    ...sessionAssets("webgpu"),
    ...sessionAssets("wasm", TRUSTED_RUNTIME),
  },
  outputs: {
    verdict: { file: "verdict.json" },
    parity: { file: "parity.json" },
  },
  numeric: true,
  resources: { cpu: 1, memoryMiB: 1600 },
  timeoutSeconds: 3600,
};

const BY_FOLD = ["model", "card", "reference", "pixels", "ids"];

/**
 * {@link parity} for a network that was fitted once for each fold: its inputs are lists
 * by fold, and each fold has a verdict on its own pictures.
 */
export const foldedParity: Stage = {
  ...parity,
  entry: new URL("./folded_parity_run.ts", import.meta.url),
  inputs: Object.fromEntries(BY_FOLD.map((port) => [port, {}])),
  shardBy: BY_FOLD,
};
