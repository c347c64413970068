import { type DecodeOptions, MAX_PIXELS } from "./decode_options.ts";

/**
 * Refuses a picture whose header states no size, or too many pixels.
 *
 * @throws {SyntaxError} If a side is 0.
 * @throws {RangeError} If there are more pixels than the options allow.
 */
export function checkSize(
  { width, height }: { readonly width: number; readonly height: number },
  { name, maxPixels = MAX_PIXELS }: DecodeOptions,
): void {
  if (width === 0 || height === 0) {
    throw new SyntaxError(
      `Cannot read "${name}": its header states ${width} x ${height} pixels: save the picture again`,
    );
  }
  if (width * height > maxPixels) {
    throw new RangeError(
      `Cannot read "${name}": it has ${width} x ${height} pixels and the limit is ${maxPixels} in all: shrink the picture`,
    );
  }
}
