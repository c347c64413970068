import type { RgbImage } from "../../data/image/rgb_image.ts";
import type { Figure } from "../../pipeline/stages/figures/figure.ts";

/** Red, green and blue at a place, given as shares of the sides. */
export function pixelAt(
  { width, height, data }: RgbImage,
  x: number,
  y: number,
): readonly number[] {
  const at = 3 * (Math.floor(y * height) * width + Math.floor(x * width));
  return [...data.subarray(at, at + 3)];
}

/** How many pixels have exactly a colour. */
export function countOf(
  { data }: RgbImage,
  colour: readonly number[],
): number {
  let count = 0;
  for (let i = 0; i < data.length; i += 3) {
    if (colour.every((part, c) => data[i + c] === part)) count++;
  }
  return count;
}

/** What share of some rows is dark. */
export function inkIn(
  { width, data }: RgbImage,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const rows = data.subarray(3 * width * from, 3 * width * to);
  return rows.filter((value) => value < 120).length / rows.length;
}

/** How many boxes of a figure's drawing are filled with exactly a colour. */
export function boxesOf(figure: Figure, colour: readonly number[]): number {
  const fill = `fill="rgb(${colour.join(",")})"`;
  return figure.drawing.toSvg(figure).split(fill).length - 1;
}
