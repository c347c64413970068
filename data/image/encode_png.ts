import { encode } from "fast-png";
import type { RgbImage } from "./rgb_image.ts";

/** Writes a picture as an 8-bit RGB PNG file; equal pictures give equal bytes. */
export function encodePng(image: RgbImage): Uint8Array {
  const { width, height, data } = image;
  return encode({ width, height, data, channels: 3, depth: 8 });
}
