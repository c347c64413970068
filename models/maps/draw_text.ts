import { glyph, GLYPH_HEIGHT, GLYPH_WIDTH } from "./bitmap_font.ts";
import type { Picture } from "./picture.ts";

/** Where a text stands. */
export interface TextPlace {
  /** The column of its left edge. */
  readonly x: number;
  /** The row of its top edge. */
  readonly y: number;
  /** Pixels along each side of a dot of the font, at least 1. */
  readonly dot: number;
}

/** Columns from one character to the next, in dots. */
const ADVANCE = GLYPH_WIDTH + 1;

/** Draws one line of dark text into a picture; what lies outside is left out. */
export function drawText(
  picture: Picture,
  text: string,
  { x, y, dot }: TextPlace,
): void {
  [...text].forEach((character, position) => {
    glyph(character).forEach((row, line) => {
      for (let column = 0; column < GLYPH_WIDTH; column++) {
        if (row[column] !== "#") continue;
        const left = x + (position * ADVANCE + column) * dot;
        const right = Math.min(left + dot, picture.width);
        for (let i = 0; i < dot; i++) {
          const start = (y + line * dot + i) * picture.width;
          if (left >= right || left < 0) continue;
          picture.data.fill(32, 3 * (start + left), 3 * (start + right));
        }
      }
    });
  });
}

/** The width of a line of text in pixels. */
export function textWidth(text: string, dot: number): number {
  return Math.max(0, [...text].length * ADVANCE - 1) * dot;
}

/** The height of a line of text in pixels. */
export function textHeight(dot: number): number {
  return GLYPH_HEIGHT * dot;
}

/** Breaks a text into lines of at most so many pixels: at spaces, or within a longer word. */
export function wrapText(
  text: string,
  { width, dot }: { readonly width: number; readonly dot: number },
): string[] {
  const room = Math.max(1, Math.floor((width / dot + 1) / ADVANCE));
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && [...last, ...word].length < room) {
      lines[lines.length - 1] = `${last} ${word}`;
      continue;
    }
    const letters = [...word];
    for (let i = 0; i < letters.length; i += room) {
      lines.push(letters.slice(i, i + room).join(""));
    }
  }
  return lines;
}
