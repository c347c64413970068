import { decodeJpeg } from "./decode_jpeg.ts";
import type { DecodedImage, DecodeOptions } from "./decode_options.ts";
import { decodePng } from "./decode_png.ts";
import { PNG_SIGNATURE } from "./png_chunks.ts";
import { turnUpright } from "./turn_upright.ts";

/** How other kinds of files start, so that a refusal can name them. */
const OTHER_KINDS: readonly (readonly [start: RegExp, kind: string])[] = [
  [/^GIF8/, "a GIF"],
  [/^BM/, "a BMP"],
  [/^RIFF.{4}WEBP/s, "a WebP"],
  [/^(?:II\*\0|MM\0\*)/, "a TIFF"],
  [/^.{4}ftyp(?:heic|heix|mif1|avif)/s, "a HEIF or AVIF"],
  [/^$/, "an empty"],
];

/**
 * Decodes a JPEG or PNG file to 8-bit RGB, told apart by their first bytes. The
 * result equals Pillow's `Image.open(...).convert("RGB")`; `README.md` beside this
 * file says what happens to each kind of picture, and lists the exceptions.
 *
 * @throws {SyntaxError} If the file is cut short or damaged.
 * @throws {TypeError} If it is of another kind, or of one that is not supported.
 * @throws {RangeError} If it has more pixels than allowed.
 */
export async function decodeImage(
  bytes: Uint8Array,
  options: DecodeOptions,
): Promise<DecodedImage> {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  let image: DecodedImage;
  if (start.startsWith("\xff\xd8\xff")) {
    image = await decodeJpeg(bytes, options);
  } else if (start.startsWith(PNG_SIGNATURE)) {
    image = decodePng(bytes, options);
  } else {
    const kind = OTHER_KINDS.find(([pattern]) => pattern.test(start))?.[1] ??
      "no known picture";
    throw new TypeError(
      `Cannot read "${options.name}": it is ${kind} file: convert it to JPEG or PNG`,
    );
  }
  const { orientation, remarks } = image;
  if (orientation === 1) return image;
  if (options.upright) {
    return { ...turnUpright(image, orientation), orientation, remarks };
  }
  const remark = `its EXIF orientation ${orientation} was ignored`;
  return { ...image, remarks: [...remarks, remark] };
}
