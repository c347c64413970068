import { resizePillow } from "../../../data/image/resize_pillow.ts";
import { resizeTorch } from "../../../data/image/resize_torch.ts";
import type { RgbImage } from "../../../data/image/rgb_image.ts";
import { toTensor } from "../../../data/image/to_tensor.ts";
import type { InputFormat } from "../networks/input_format.ts";

/** Colours of a pixel. */
const CHANNELS = 3;

/** How a shard's pictures are stored. */
export interface StoredForm {
  /** The type of their elements. */
  readonly type: "|u1" | "<f4";
  /** The extents of a picture. */
  readonly row: readonly number[];

  /** Prepares a photograph, and gives the bytes of its row. */
  bytesOf(photograph: RgbImage): Uint8Array;
}

/**
 * The form in which pictures wait for a network: as bytes of its size, or where they
 * are normalised before they get it, as the floats that the network is fed with.
 *
 * @throws {TypeError} If nothing says how they are normalised.
 */
export function storedForm(
  { size: [height, width], resize, preprocess }: InputFormat,
): StoredForm {
  if (resize !== "torch") {
    return {
      type: "|u1",
      row: [height, width, CHANNELS],
      bytesOf: (photograph) =>
        resizePillow(photograph, { width, height, filter: resize }).data,
    };
  }
  if (preprocess === undefined) {
    throw new TypeError(
      'Cannot resize pictures by "torch", which is done after they are normalised: nothing says how they are: supply the "input" of the stage "rewrite" or "build"',
    );
  }
  return {
    type: "<f4",
    row: [CHANNELS, height, width],
    bytesOf: (photograph) => {
      const { data } = resizeTorch(toTensor([photograph], preprocess), {
        width,
        height,
      });
      return new Uint8Array(data.buffer);
    },
  };
}
