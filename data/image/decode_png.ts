import { inflateSync } from "node:zlib";
import type { DecodedImage, DecodeOptions } from "./decode_options.ts";
import { pngDamage } from "./png_damage.ts";
import { readPngParts } from "./png_parts.ts";
import { type PngPass, pngPasses } from "./png_passes.ts";
import { pixelWriter } from "./png_pixel.ts";
import { unfilterPngRow } from "./unfilter_png_row.ts";

/**
 * Decodes a PNG file of any standard kind, as stored (no orientation applied).
 * Bytes equal Pillow's `convert("RGB")`. No more is unpacked than the stated size
 * needs. Own code, not `fast-png`: that unpacks without a bound (pixels and colour
 * profile) and cannot read interlaced pictures below 8 bits a sample.
 *
 * @throws {SyntaxError} If the file is cut short or damaged.
 * @throws {TypeError} If it has chunks that are not standard.
 * @throws {RangeError} If it is too large.
 */
export function decodePng(
  bytes: Uint8Array,
  options: DecodeOptions,
): DecodedImage {
  const { name } = options;
  const { header, packed, palette, orientation, hasTransparency } =
    readPngParts(bytes, options);
  const { width, height, colour, depth, channels } = header;
  const passes = pngPasses(header);
  const rows = unpack(packed, { passes, name });
  const data = new Uint8Array(3 * width * height);
  const write = pixelWriter(header, { palette, name });
  const step = Math.max(1, channels * depth / 8);
  let at = 0;
  let isCutOff = false;
  for (const pass of passes) {
    let above: Uint8Array = new Uint8Array(pass.rowBytes);
    for (let i = 0; i < pass.height; i++) {
      const type = rows[at++]!;
      const row = rows.subarray(at, at += pass.rowBytes);
      if (!unfilterPngRow(row, { type, above, step })) {
        throw pngDamage(name, `row ${i} has the unknown filter ${type}`);
      }
      let out = 3 * ((pass.y + i * pass.dy) * width + pass.x);
      for (let x = 0; x < pass.width; x++, out += 3 * pass.dx) {
        write(row, x, data, out);
      }
      isCutOff ||= colour === "grey" && depth === 16 &&
        row.some((byte, k) => k % 2 === 0 && byte > 0);
      above = row;
    }
  }
  const remarks: string[] = [];
  if (isCutOff) remarks.push("its 16-bit grey above 255 became white");
  if (hasTransparency) remarks.push("its transparency was dropped");
  return { width, height, data, orientation, remarks };
}

/** Unpacks the rows: exactly as many bytes as the passes need. */
function unpack(
  packed: Uint8Array,
  { passes, name }: { passes: readonly PngPass[]; name: string },
): Uint8Array {
  const size = passes.reduce((sum, p) => sum + p.height * (1 + p.rowBytes), 0);
  let rows: Uint8Array;
  try {
    rows = inflateSync(packed, { maxOutputLength: size });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw pngDamage(name, `its pixels cannot be unpacked (${reason})`);
  }
  if (rows.length !== size) {
    throw pngDamage(name, `it holds ${rows.length} of ${size} bytes of pixels`);
  }
  return rows;
}
