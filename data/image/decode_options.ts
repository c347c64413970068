import type { RgbImage } from "./rgb_image.ts";

/** What decoding needs to know beside the bytes. */
export interface DecodeOptions {
  /** What messages call the file: its path or name. */
  readonly name: string;
  /**
   * Turn the picture the way its EXIF orientation says, as Pillow's
   * `ImageOps.exif_transpose` does. Unless asked for, the pixels stay as stored,
   * as after Pillow's `open`.
   */
  readonly upright?: boolean;
  /** Pixels that a file may have at most; {@link MAX_PIXELS} unless said. */
  readonly maxPixels?: number;
  /**
   * The compiled JPEG decoder, for code that cannot read the package's folder;
   * see `jpeg_decoder_wasm.ts`. Without it the file is found and compiled once.
   */
  readonly jpegDecoder?: WebAssembly.Module;
}

/** A decoded picture, and what its reader should know about it. */
export interface DecodedImage extends RgbImage {
  /** What the file's EXIF data say, 1 to 8; 1 is upright, and the rule where they say nothing. */
  readonly orientation: number;
  /** What was lost or ignored, one sentence without a full stop each; mostly empty. */
  readonly remarks: readonly string[];
}

/**
 * Pixels that a file may have unless the caller says otherwise. The size that a
 * file states is checked before anything is allocated: decoding takes up to 17
 * bytes a pixel (a progressive JPEG; 11 for others), so at most 850 MB here.
 */
export const MAX_PIXELS = 50_000_000;
