import {
  JPEG_DECODER_WASM,
  jpegDecoderUrl,
} from "../../data/image/jpeg_decoder_wasm.ts";
import type { Stage } from "../engine/stage.ts";

/** What {@link preprocessStage} may be told. */
export interface PreprocessStageOptions {
  /** Each shard of photographs has an input of its own: that of its fold's network. */
  readonly ofNetwork?: boolean;
}

/**
 * Decodes the photographs of a shard and resizes them to what an architecture takes.
 *
 * Photographs are taken as they are stored: an EXIF orientation is ignored, and noted
 * in the log. Keras' `load_img`, with which the dataset paper's networks were fed, does
 * not turn them either; nor do, for the framework paper's in PyTorch, Pillow's `open`,
 * torchvision's `to_tensor` and, unless told to, its `read_image`.
 *
 * What is stored follows the input's `resize`. By one of Pillow's filters pictures are
 * resized as bytes, and stay bytes until a network is fed. By `"torch"` they are
 * normalised before, as in the framework paper's code, and are stored as floats: to
 * make bytes of them would round what that code never rounded.
 *
 * Inputs: `input`, an `InputFormat`; `photographs`, a tar whose files are called after
 * the images.
 *
 * Outputs, in order of the images' ids: `pixels`, uint8, N×H×W×3, red, green, blue, or
 * float32, N×3×H×W, as a network is fed; `ids`; `sizes`, one row an image, with `width`
 * and `height` as decoded.
 */
export function preprocessStage(
  { ofNetwork = false }: PreprocessStageOptions = {},
): Stage {
  return {
    id: "preprocess",
    revision: 1,
    entry: new URL("./preprocess_run.ts", import.meta.url),
    inputs: { input: {}, photographs: {} },
    shardBy: ["photographs", ...(ofNetwork ? ["input"] : [])],
    assets: { [JPEG_DECODER_WASM]: jpegDecoderUrl() },
    outputs: {
      pixels: { file: "pixels.npy" },
      ids: { file: "ids.json" },
      sizes: { file: "sizes.csv" },
    },
    // A photograph of 12 million pixels takes this much as floats; 330 as bytes.
    resources: { cpu: 1, memoryMiB: 430 },
    timeoutSeconds: 3600,
  };
}

/** {@link preprocessStage} where all shards are prepared alike. */
export const preprocess: Stage = preprocessStage();
