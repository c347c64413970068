import type { RgbImage } from "../../../data/image/rgb_image.ts";
import type { Drawing } from "./drawing.ts";

/** A picture and where it lies. */
export interface PlacedPicture {
  /** The unit column of its left edge. */
  readonly x: number;
  /** The unit row of its top edge. */
  readonly y: number;
  /** In pixels, `SCALE` of them a unit. */
  readonly picture: RgbImage;
}

/** A figure before it is made of pixels: pictures on white, a drawing above them. */
export interface Figure {
  /** In units. */
  readonly width: number;
  /** In units. */
  readonly height: number;
  /** In any order: they do not overlap. */
  readonly pictures: readonly PlacedPicture[];
  /** Letters, lines and areas. */
  readonly drawing: Drawing;
  /** What goes into the file beside the pixels. */
  readonly words: FigureWords;
}

/** What a figure says of itself in words; the file carries them. */
export interface FigureWords {
  /** A line without a final period. */
  readonly title: string;
  /** What is seen, in sentences. */
  readonly caption: string;
  /** For those who cannot see it: what is where, and what it shows, in sentences. */
  readonly alternative: string;
  /** Set if the data were made up: said in sentences, beside the picture's own label. */
  readonly disclaimer?: string;
}
