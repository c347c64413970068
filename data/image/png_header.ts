/** How a PNG file stores its pixels. */
export interface PngHeader {
  /** Pixels in a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** What a pixel consists of. */
  readonly colour: PngColour;
  /** Bits a sample: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  /** Samples a pixel: 1 to 4. */
  readonly channels: number;
  /** Stored in seven passes (Adam7) instead of from top to bottom. */
  readonly interlaced: boolean;
}

/** The kinds of pixels. */
export type PngColour = "grey" | "rgb" | "palette" | "grey-alpha" | "rgba";

/** By the number in the file (PNG specification, table 11.1). */
const COLOURS: Readonly<
  Record<number, { colour: PngColour; channels: number; depths: number[] }>
> = {
  0: { colour: "grey", channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { colour: "rgb", channels: 3, depths: [8, 16] },
  3: { colour: "palette", channels: 1, depths: [1, 2, 4, 8] },
  4: { colour: "grey-alpha", channels: 2, depths: [8, 16] },
  6: { colour: "rgba", channels: 4, depths: [8, 16] },
};

/**
 * Reads the header chunk of a PNG file.
 *
 * @throws {SyntaxError} If a field has a value that the standard does not know.
 */
export function readPngHeader(data: Uint8Array, name: string): PngHeader {
  const [depth, number, compression, filter, interlace] = data.subarray(8);
  const kind = COLOURS[number ?? -1];
  if (
    data.length !== 13 || kind === undefined || depth === undefined ||
    !kind.depths.includes(depth) || compression !== 0 || filter !== 0 ||
    (interlace !== 0 && interlace !== 1)
  ) {
    throw new SyntaxError(
      `Cannot read "${name}": its PNG header (${data.toHex()}) is not valid: supply the original file`,
    );
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    colour: kind.colour,
    depth,
    channels: kind.channels,
    interlaced: interlace === 1,
  };
}
