import { type NormalisationName, NORMALISATIONS } from "./normalisation.ts";
import type { FloatBatch } from "./resize_torch.ts";
import type { RgbImage } from "./rgb_image.ts";

/**
 * Puts pictures of one size into a batch that a network takes: pictures, channels,
 * rows, columns, normalised by name (see `normalisation.ts`).
 *
 * @param images At least one.
 * @throws {RangeError} If there is no picture, or if their sizes differ.
 */
export function toTensor(
  images: readonly RgbImage[],
  normalisation: NormalisationName,
): FloatBatch {
  const [first] = images;
  if (first === undefined) {
    throw new RangeError("Cannot make a batch of no pictures: pass at least 1");
  }
  const { width, height } = first;
  const pixels = width * height;
  const { channels } = NORMALISATIONS[normalisation];
  const data = new Float32Array(images.length * channels.length * pixels);
  // A byte has 256 values: each is computed once a channel.
  const tables = channels.map(({ source, value }) => ({
    source,
    table: Float32Array.from({ length: 256 }, (_, byte) => value(byte)),
  }));
  let out = 0;
  for (const image of images) {
    if (image.width !== width || image.height !== height) {
      throw new RangeError(
        `Cannot make a batch of ${width} x ${height} and ${image.width} x ${image.height} pixels: resize them to one size`,
      );
    }
    for (const { source, table } of tables) {
      const bytes = image.data;
      for (let at = source; at < 3 * pixels; at += 3) {
        data[out++] = table[bytes[at]!]!;
      }
    }
  }
  return { dims: [images.length, channels.length, height, width], data };
}
