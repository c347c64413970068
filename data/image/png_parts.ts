import { Buffer } from "node:buffer";
import { checkSize } from "./check_size.ts";
import type { DecodeOptions } from "./decode_options.ts";
import { exifOrientation } from "./exif_orientation.ts";
import { pngChunks } from "./png_chunks.ts";
import { pngDamage } from "./png_damage.ts";
import { type PngHeader, readPngHeader } from "./png_header.ts";

/** The parts of a PNG file that matter for its pixels. */
export interface PngParts {
  /** How the pixels are stored. */
  readonly header: PngHeader;
  /** Red, green, blue of each entry; empty without a palette. */
  readonly palette: Uint8Array;
  /** Pixels have alpha, or one colour or palette entry stands for transparency. */
  readonly hasTransparency: boolean;
  /** From the EXIF data: 1 to 8. */
  readonly orientation: number;
  /** The filtered rows, compressed. */
  readonly packed: Uint8Array;
}

/**
 * Reads the chunks of a PNG file and checks its size; unpacks nothing.
 *
 * @throws {SyntaxError} If the file is cut short or damaged.
 * @throws {TypeError} If it has chunks that are not standard.
 * @throws {RangeError} If it is too large.
 */
export function readPngParts(
  bytes: Uint8Array,
  options: DecodeOptions,
): PngParts {
  const { name } = options;
  let header: PngHeader | undefined;
  let palette: Uint8Array = new Uint8Array();
  let hasTransparency = false;
  let orientation = 1;
  const packed: Uint8Array[] = [];
  for (const { type, data } of pngChunks(bytes, name)) {
    if ((type === "IHDR") !== (header === undefined)) {
      throw pngDamage(name, "its header is not its first chunk");
    }
    if (type === "IHDR") {
      header = readPngHeader(data, name);
      checkSize(header, options);
    } else if (type === "PLTE") palette = data;
    else if (type === "tRNS") hasTransparency = true;
    else if (type === "eXIf") orientation = exifOrientation(data);
    else if (type === "IDAT") packed.push(data);
  }
  if (header === undefined) throw pngDamage(name, "it holds no picture");
  hasTransparency ||= header.colour === "rgba" ||
    header.colour === "grey-alpha";
  return {
    header,
    palette,
    hasTransparency,
    orientation,
    packed: Buffer.concat(packed),
  };
}
