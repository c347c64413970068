import { BASELINE, glyphOf } from "./glyphs.ts";

/** Between two letters, in units of the font. */
const SPACING = 3.4;

/** What a stroke reaches beyond its middle, so that letters begin where their line does. */
const STROKE_EDGE = 0.8;

/** A letter of a line and where it stands, in units of the font. */
export interface PlacedGlyph {
  /** The left edge of its strokes. */
  readonly x: number;
  /** Its strokes. */
  readonly path: string;
}

/** Places the letters of one line from x = 0 on; a digit takes as much room as any other. */
export function placeGlyphs(text: string): PlacedGlyph[] {
  let x = STROKE_EDGE;
  return [...text].map((character) => {
    const { width, path } = glyphOf(character);
    const placed = { x, path };
    x += width + SPACING;
    return placed;
  });
}

/**
 * How wide a line of text is.
 *
 * @param size The height of a capital.
 */
export function widthOf(text: string, size: number): number {
  const letters = [...text];
  const units = letters.reduce((sum, letter) => sum + glyphOf(letter).width, 0);
  const gaps = SPACING * Math.max(0, letters.length - 1);
  return (units + gaps + 2 * STROKE_EDGE) * size / BASELINE;
}

/** A text that is cut to a width, and then ends in three dots. */
export function cutTo(
  text: string,
  { width, size }: { readonly width: number; readonly size: number },
): string {
  if (widthOf(text, size) <= width) return text;
  const letters = [...text];
  while (
    letters.length > 0 && widthOf(`${letters.join("")}...`, size) > width
  ) {
    letters.pop();
  }
  return `${letters.join("").trimEnd()}...`;
}
