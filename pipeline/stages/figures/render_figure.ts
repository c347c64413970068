// @ts-types="./imagescript.d.ts"
import { Image } from "imagescript";
import type { RgbImage } from "../../../data/image/rgb_image.ts";
import type { Figure } from "./figure.ts";
import { pixels, SCALE } from "./scale.ts";

const WHITE = 0xffffffff;

/** Makes a figure's pixels; equal figures give equal ones. */
export async function renderFigure(figure: Figure): Promise<RgbImage> {
  const width = pixels(figure.width);
  const height = pixels(figure.height);
  const canvas = new Image(width, height).fill(WHITE);
  for (const { x, y, picture } of figure.pictures) {
    canvas.composite(toImage(picture), pixels(x), pixels(y));
  }
  const marks = await Image.renderSVG(
    figure.drawing.toSvg(figure),
    SCALE,
    Image.SVG_MODE_SCALE,
  );
  canvas.composite(marks, 0, 0);
  return { width, height, data: withoutAlpha(canvas.bitmap) };
}

/**
 * A picture of 64 levels a colour, which no eye tells from 256: what is below is
 * mostly noise, and would make up half of the file.
 */
function toImage({ width, height, data }: RgbImage): Image {
  const image = new Image(width, height);
  image.bitmap.fill(255);
  let from = 0;
  for (let to = 0; to < image.bitmap.length; to += 4) {
    for (let c = 0; c < 3; c++) {
      const level = data[from++]!;
      image.bitmap[to + c] = level & 0xfc | level >> 6;
    }
  }
  return image;
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array(rgba.length / 4 * 3);
  let to = 0;
  for (let from = 0; from < rgba.length; from += 4) {
    rgb[to++] = rgba[from]!;
    rgb[to++] = rgba[from + 1]!;
    rgb[to++] = rgba[from + 2]!;
  }
  return rgb;
}
