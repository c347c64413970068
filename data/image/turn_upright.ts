import type { RgbImage } from "./rgb_image.ts";

/**
 * Turns or mirrors a picture the way its EXIF orientation says, so that it looks
 * as it was taken. Equal to Pillow's `ImageOps.exif_transpose`.
 *
 * @param orientation 1 to 8: the sides on which the first row and the first
 * column are seen: top left, top right, bottom right, bottom left, left top,
 * right top, right bottom, left bottom.
 * @throws {RangeError} If the orientation is another number.
 */
export function turnUpright(image: RgbImage, orientation: number): RgbImage {
  if (!Number.isInteger(orientation) || orientation < 1 || orientation > 8) {
    throw new RangeError(
      `Cannot turn a picture: expected an orientation from 1 to 8 and got ${orientation}`,
    );
  }
  if (orientation === 1) return image;
  const isSwapped = orientation >= 5;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const { width, height, data } = image;
  const turned = {
    width: isSwapped ? height : width,
    height: isSwapped ? width : height,
    data: new Uint8Array(data.length),
  };
  let out = 0;
  for (let y = 0; y < turned.height; y++) {
    for (let x = 0; x < turned.width; x++) {
      const [u, v] = isSwapped ? [y, x] : [x, y];
      const column = fromRight ? width - 1 - u : u;
      const row = fromBottom ? height - 1 - v : v;
      const source = 3 * (row * width + column);
      turned.data[out++] = data[source]!;
      turned.data[out++] = data[source + 1]!;
      turned.data[out++] = data[source + 2]!;
    }
  }
  return turned;
}
