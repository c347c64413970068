import {
  JPEG_DECODER_WASM,
  jpegDecoderUrl,
} from "../../data/image/jpeg_decoder_wasm.ts";
import type { Stage } from "../engine/stage.ts";

/**
 * Decodes the photographs of a shard and resizes them to what an architecture takes.
 *
 * Photographs are taken as they are stored: an EXIF orientation is ignored, as by
 * Keras' `load_img`, with which the dataset paper's networks were fed, and noted in
 * the log.
 *
 * Inputs: `input`, an `InputFormat`; `photographs`, a tar whose files are called after
 * the images.
 *
 * Outputs, in order of the images' ids: `pixels`, uint8, N×H×W×3, red, green, blue;
 * `ids`; `sizes`, one row an image, with `width` and `height` as decoded.
 */
export const preprocess: Stage = {
  id: "preprocess",
  revision: 1,
  entry: new URL("./preprocess_run.ts", import.meta.url),
  inputs: { input: {}, photographs: {} },
  shardBy: ["photographs"],
  assets: { [JPEG_DECODER_WASM]: jpegDecoderUrl() },
  outputs: {
    pixels: { file: "pixels.npy" },
    ids: { file: "ids.json" },
    sizes: { file: "sizes.csv" },
  },
  // A photograph of 12 million pixels takes this much.
  resources: { cpu: 1, memoryMiB: 400 },
  timeoutSeconds: 3600,
};
