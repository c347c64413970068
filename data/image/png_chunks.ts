import { crc32 } from "node:zlib";

/** The eight bytes that every PNG file starts with. */
export const PNG_SIGNATURE = "\x89PNG\r\n\x1a\n";

/** A named piece of a PNG file. */
export interface PngChunk {
  /** Four letters; the first is a capital where a reader may not ignore the chunk. */
  readonly type: string;
  /** Its content, a view of the file. */
  readonly data: Uint8Array;
}

const KNOWN_CRITICAL = ["IHDR", "PLTE", "IDAT", "IEND"];

/**
 * The chunks of a PNG file up to its end chunk (PNG specification, section 5).
 * Check sums are verified where an error would alter pixels: elsewhere Pillow and
 * others disagree whether to care.
 *
 * @throws {SyntaxError} If the file is cut short or a check sum is wrong.
 * @throws {TypeError} If a chunk that may not be ignored is unknown.
 */
export function* pngChunks(
  bytes: Uint8Array,
  name: string,
): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = PNG_SIGNATURE.length;
  for (;;) {
    const length = at + 12 <= bytes.length ? view.getUint32(at) : Infinity;
    const end = at + 12 + length;
    if (end > bytes.length) {
      throw new SyntaxError(
        `Cannot read "${name}": the PNG file ends before its last chunk: supply the whole file`,
      );
    }
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const isCritical = /^[A-Z]/.test(type);
    if (
      isCritical &&
      crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)
    ) {
      throw new SyntaxError(
        `Cannot read "${name}": the check sum of its chunk "${type}" at byte ${at} is wrong: supply the original file`,
      );
    }
    if (isCritical && !KNOWN_CRITICAL.includes(type)) {
      throw new TypeError(
        `Cannot read "${name}": its chunk "${type}" is not part of the PNG standard: save it as a standard PNG`,
      );
    }
    if (type === "IEND") return;
    yield { type, data: bytes.subarray(at + 8, end - 4) };
    at = end;
  }
}
