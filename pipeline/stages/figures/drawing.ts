import type { Colour } from "../../../models/maps/colour_map.ts";
import { pixels, SCALE } from "./scale.ts";
import { BASELINE } from "./glyphs.ts";
import { placeGlyphs, widthOf } from "./lettering.ts";

/** A rectangle of a figure, in units. */
export interface Box {
  /** Its left side. */
  readonly x: number;
  /** Its top. */
  readonly y: number;
  /** From left to right. */
  readonly width: number;
  /** From the top down. */
  readonly height: number;
}

/** How a text is set. */
export interface TextStyle {
  /** Where it begins; see {@link TextStyle.align}. */
  readonly x: number;
  /** The row of its baseline. */
  readonly y: number;
  /** The height of a capital. */
  readonly size: number;
  /** Whether `x` is its left end, its middle or its right end; left unless said. */
  readonly align?: "start" | "middle" | "end";
  /** Thicker strokes. */
  readonly strong?: true;
  /** Dark grey unless said. */
  readonly colour?: Colour;
  /** Turned to read from below to above; `x` is then the baseline, `y` the start. */
  readonly upwards?: true;
}

/** The colour of text and lines. */
export const INK: Colour = [28, 31, 36];
/** The colour of what is said aside. */
export const MUTED: Colour = [91, 97, 107];

/** Stroke widths in units of the font, thicker where letters are small. */
const STROKE = { plain: 1.55, strong: 2.3 } as const;

/**
 * The lines, letters and plain areas of a figure, as an SVG picture.
 *
 * Nothing that a caller writes reaches the SVG as it is: texts become strokes, all
 * else is numbers.
 */
export class Drawing {
  readonly #parts: string[] = [];

  /** Fills a rectangle; an outline lies inside it. Sides lie between pixels. */
  box(
    place: Box,
    { fill, line }: { readonly fill?: Colour; readonly line?: Colour },
  ): void {
    const { x, y, width, height } = snapped(place);
    if (fill !== undefined) {
      this.#parts.push(
        `<path d="M${x} ${y}h${width}v${height}h${-width}z" fill="${
          css(fill)
        }"/>`,
      );
    }
    if (line !== undefined) {
      this.#parts.push(
        `<path d="M${x + .5} ${y + .5}h${width - 1}v${height - 1}h${
          1 - width
        }z" fill="none" stroke="${css(line)}"/>`,
      );
    }
  }

  /** Draws a line between two points. */
  line(
    from: readonly [x: number, y: number],
    { to, colour, width }: {
      readonly to: readonly [x: number, y: number];
      readonly colour: Colour;
      readonly width: number;
    },
  ): void {
    this.#parts.push(
      `<path d="M${from.join(" ")}L${to.join(" ")}" stroke="${
        css(colour)
      }" stroke-width="${width}"/>`,
    );
  }

  /** Writes one line of text. */
  text(text: string, style: TextStyle): void {
    const { x, y, size, align = "start", strong, colour = INK } = style;
    const scale = size / BASELINE;
    const shift = { start: 0, middle: -0.5, end: -1 }[align] *
      widthOf(text, size);
    const turn = style.upwards ? "rotate(-90)" : "";
    const letters = placeGlyphs(text).map(({ x, path }) =>
      path === "" ? "" : `<path transform="translate(${x} 0)" d="${path}"/>`
    );
    this.#parts.push(
      `<g transform="translate(${x} ${y})${turn}translate(${shift} ${-size})scale(${scale})" fill="none" stroke="${
        css(colour)
      }" stroke-width="${
        strong ? STROKE.strong : STROKE.plain
      }" stroke-linecap="round" stroke-linejoin="round">${
        letters.join("")
      }</g>`,
    );
  }

  /** The drawing as an SVG document; nothing lies behind it. */
  toSvg(
    { width, height }: { readonly width: number; readonly height: number },
  ): string {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${
      this.#parts.join("")
    }</svg>`;
  }
}

/** Moved to the next pixels, so that boxes side by side leave no seam. */
function snapped({ x, y, width, height }: Box): Box {
  const left = pixels(x) / SCALE;
  const top = pixels(y) / SCALE;
  return {
    x: left,
    y: top,
    width: pixels(x + width) / SCALE - left,
    height: pixels(y + height) / SCALE - top,
  };
}

function css([red, green, blue]: Colour): string {
  return `rgb(${red},${green},${blue})`;
}
