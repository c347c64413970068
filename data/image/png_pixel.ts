import { pngDamage } from "./png_damage.ts";
import type { PngHeader } from "./png_header.ts";

/** Writes the pixel at column `x` of a row to `out[at]` and the two bytes after it. */
export type WritePixel = (
  row: Uint8Array,
  x: number,
  out: Uint8Array,
  at: number,
) => void;

/**
 * How a file's pixels become 8-bit RGB, as in Pillow's `convert("RGB")`:
 * grey of 1, 2 or 4 bits is stretched to 0–255; of 16 bits it is cut off at 255;
 * 16-bit colours, and 16-bit grey beside alpha, lose their low byte; alpha is dropped.
 *
 * @param source Red, green, blue of each palette entry, used by palette pictures
 * only, and the file's name for errors.
 * @returns A function that throws {SyntaxError} if a pixel points behind the
 * palette's end.
 */
export function pixelWriter(
  { colour, depth, channels }: PngHeader,
  { palette, name }: { readonly palette: Uint8Array; readonly name: string },
): WritePixel {
  const bytes = depth / 8 * channels;
  if (colour === "rgb" || colour === "rgba") {
    const sample = depth / 8;
    return (row, x, out, at) => {
      const source = x * bytes;
      out[at] = row[source]!;
      out[at + 1] = row[source + sample]!;
      out[at + 2] = row[source + 2 * sample]!;
    };
  }
  if (colour === "grey-alpha") {
    return (row, x, out, at) => paintGrey(row[x * bytes]!, out, at);
  }
  if (depth === 16) {
    return (row, x, out, at) =>
      paintGrey(row[2 * x]! > 0 ? 255 : row[2 * x + 1]!, out, at);
  }
  const mask = (1 << depth) - 1;
  const value = (row: Uint8Array, x: number): number =>
    row[x * depth >> 3]! >> (8 - depth - (x * depth & 7)) & mask;
  if (colour === "grey") {
    const stretch = 255 / mask;
    return (row, x, out, at) => paintGrey(value(row, x) * stretch, out, at);
  }
  return (row, x, out, at) => {
    const entry = 3 * value(row, x);
    if (entry >= palette.length) {
      throw pngDamage(
        name,
        `a pixel has colour ${entry / 3} of a palette of ${palette.length / 3}`,
      );
    }
    out[at] = palette[entry]!;
    out[at + 1] = palette[entry + 1]!;
    out[at + 2] = palette[entry + 2]!;
  };
}

function paintGrey(level: number, out: Uint8Array, at: number): void {
  out[at] = level;
  out[at + 1] = level;
  out[at + 2] = level;
}
