import type { RgbImage } from "../../../data/image/rgb_image.ts";
import { type Box, Drawing, MUTED } from "./drawing.ts";
import type { Figure, FigureWords, PlacedPicture } from "./figure.ts";
import { cutTo } from "./lettering.ts";
import { pixels, SCALE, wholePixels } from "./scale.ts";

/** The width of every figure, in units; a page in a report is as wide. */
export const SHEET_WIDTH = 1036;
/** Free space at the edges of a figure. */
export const MARGIN = 16;
/** Heights of capitals. */
export const SIZE = { label: 10, small: 8 } as const;

/** The label of figures of made-up data, on the picture itself. */
const GENERATED = "Generated data: drawn by a program, of no patient";
const WARNING = [138, 90, 0] as const;

/** A figure in the making: pictures with names above them, from the top down. */
export class Sheet {
  /** Letters, lines and areas. */
  readonly drawing: Drawing = new Drawing();
  readonly #pictures: PlacedPicture[] = [];

  /** Places a picture in the middle of a box's top, under a name above it. */
  panel(
    picture: RgbImage,
    { box, name, aside }: {
      readonly box: Box;
      readonly name: string;
      /** At the right of the name, in grey. */
      readonly aside?: string;
    },
  ): void {
    const width = picture.width / SCALE;
    const x = box.x + (box.width - width) / 2;
    this.#pictures.push({ x, y: box.y, picture });
    this.drawing.text(cutTo(name, { width: box.width, size: SIZE.label }), {
      x: box.x,
      y: box.y - 8,
      size: SIZE.label,
    });
    if (aside === undefined) return;
    this.drawing.text(aside, {
      x: box.x + box.width,
      y: box.y - 8,
      size: SIZE.small,
      align: "end",
      colour: MUTED,
    });
  }

  /**
   * The figure, so many units high. At its foot stand a note and what is said of
   * made-up data, if there are any.
   */
  finish(
    height: number,
    { words, note }: { readonly words: FigureWords; readonly note?: string },
  ): Figure {
    const y = height + SIZE.small;
    if (note !== undefined) {
      this.drawing.text(note, {
        x: MARGIN,
        y,
        size: SIZE.small,
        colour: MUTED,
      });
    }
    const isMadeUp = words.disclaimer !== undefined;
    if (isMadeUp) {
      this.drawing.text(GENERATED, {
        x: SHEET_WIDTH - MARGIN,
        y,
        size: SIZE.small,
        align: "end",
        strong: true,
        colour: WARNING,
      });
    }
    const hasFoot = isMadeUp || note !== undefined;
    return {
      width: SHEET_WIDTH,
      height: wholePixels(height + (hasFoot ? SIZE.small + MARGIN : 0)),
      pictures: this.#pictures,
      drawing: this.drawing,
      words,
    };
  }
}

/** How many pixels a photo gets that is to fit a cell and keep its proportions. */
export function fittedSize(
  photo: { readonly width: number; readonly height: number },
  cell: { readonly width: number; readonly height: number },
): { width: number; height: number } {
  const scale = Math.min(
    pixels(cell.width) / photo.width,
    pixels(cell.height) / photo.height,
  );
  return {
    width: Math.max(1, Math.round(scale * photo.width)),
    height: Math.max(1, Math.round(scale * photo.height)),
  };
}
