import { decodeImage } from "../../../data/image/decode_image.ts";
import { resizePillow } from "../../../data/image/resize_pillow.ts";
import { resizeTorch } from "../../../data/image/resize_torch.ts";
import type { RgbImage } from "../../../data/image/rgb_image.ts";
import { toTensor } from "../../../data/image/to_tensor.ts";
import { axesInOrder } from "../../stages/networks/axes_in_order.ts";
import type { ImageFile } from "./find_images.ts";
import type { Preparation } from "./preparation.ts";
import type { Sample } from "./sample.ts";

/** The longer side of a photo that maps are drawn over, in pixels. */
const PHOTO_SIDE = 480;

/**
 * Makes of a picture's file what the model takes.
 *
 * @param options.photo Whether a small copy to draw over is wanted.
 * @throws {Error} If the file cannot be read or decoded.
 */
export async function prepareImage(
  { id, path }: ImageFile,
  options: { readonly preparation: Preparation; readonly photo: boolean },
): Promise<Sample> {
  const { preparation } = options;
  const image = await decodeImage(await Deno.readFile(path), {
    name: path,
    upright: preparation.upright,
  });
  const values = valuesOf(image, preparation);
  const { remarks } = image;
  return options.photo
    ? { id, values, remarks, photo: smaller(image) }
    : { id, values, remarks };
}

function valuesOf(image: RgbImage, preparation: Preparation): Float32Array {
  const { preprocess, resize, size: [height, width], layout } = preparation;
  const batch = resize === "torch"
    ? resizeTorch(toTensor([image], preprocess), { width, height })
    : toTensor(
      [resizePillow(image, { width, height, filter: resize })],
      preprocess,
    );
  return axesInOrder(batch, layout).data;
}

function smaller(image: RgbImage): RgbImage {
  const share = PHOTO_SIDE / Math.max(image.width, image.height);
  if (share >= 1) return image;
  return resizePillow(image, {
    width: Math.max(1, Math.round(image.width * share)),
    height: Math.max(1, Math.round(image.height * share)),
    filter: "bilinear",
  });
}
