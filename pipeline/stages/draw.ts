import {
  JPEG_ENCODER_WASM,
  jpegEncoderUrl,
} from "../../data/image/jpeg_encoder_wasm.ts";
import type { Stage } from "../engine/stage.ts";

/** What a study says of {@link draw}. */
export interface DrawParams {
  /** Of JPEG files, 1 to 100. */
  readonly quality: number;
}

/**
 * Draws the pictures of a shard of generated scenes.
 *
 * Input: `scenes`, from the generate stage. Output: `photographs`, a tar of JPEG and
 * PNG files named as in `metadata.csv`, by name.
 */
export const draw: Stage = {
  id: "draw",
  revision: 1,
  entry: new URL("./draw_run.ts", import.meta.url),
  inputs: { scenes: {} },
  shardBy: ["scenes"],
  outputs: { photographs: { file: "photographs.tar" } },
  assets: { [JPEG_ENCODER_WASM]: jpegEncoderUrl() },
  resources: { cpu: 1, memoryMiB: 200 },
};
