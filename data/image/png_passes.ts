import type { PngHeader } from "./png_header.ts";

/** A sub-picture: some columns and rows of the picture, stored one after the other. */
export interface PngPass {
  /** Its first column in the picture. */
  readonly x: number;
  /** Its first row in the picture. */
  readonly y: number;
  /** From one of its columns to the next. */
  readonly dx: number;
  /** From one of its rows to the next. */
  readonly dy: number;
  /** Its columns, at least 1. */
  readonly width: number;
  /** Its rows, at least 1. */
  readonly height: number;
  /** The bytes of a row without its filter byte. */
  readonly rowBytes: number;
}

/** Adam7: x, y, dx, dy of each pass (PNG specification, section 8.2). */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The passes that hold pixels; a picture that is not interlaced is one pass. */
export function pngPasses(header: PngHeader): PngPass[] {
  const { width, height, depth, channels, interlaced } = header;
  return (interlaced ? ADAM7 : [[0, 0, 1, 1]] as const)
    .filter(([x, y]) => x < width && y < height)
    .map(([x, y, dx, dy]) => {
      const columns = Math.ceil((width - x) / dx);
      return {
        x,
        y,
        dx,
        dy,
        width: columns,
        height: Math.ceil((height - y) / dy),
        rowBytes: Math.ceil(columns * channels * depth / 8),
      };
    });
}
