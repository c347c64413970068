import { join } from "node:path";
import { encodePng } from "../../data/image/encode_png.ts";
import { JpegEncoder } from "../../data/image/jpeg_encoder.ts";
import { jpegEncoderUrl } from "../../data/image/jpeg_encoder_wasm.ts";
import type { RgbImage } from "../../data/image/rgb_image.ts";
import { noise } from "./noise.ts";

/**
 * Writes a small made-up photograph of each image, each of another size and pattern,
 * as PNG and JPEG in turn.
 *
 * @returns The paths of the files, by image.
 */
export async function writePhotographs(
  folder: string,
  images: readonly string[],
): Promise<Map<string, string>> {
  await Deno.mkdir(folder, { recursive: true });
  const wasm = await Deno.readFile(jpegEncoderUrl());
  const encoder = await JpegEncoder.start(await WebAssembly.compile(wasm));
  const paths = new Map<string, string>();
  for (const [i, image] of images.entries()) {
    const picture = photograph(i);
    const [ending, bytes] = i % 2 === 0
      ? [".png", encodePng(picture)]
      : [".JPG", encoder.encode(picture, { quality: 90 })];
    const path = join(folder, `${image}${ending}`);
    await Deno.writeFile(path, bytes);
    paths.set(image, path);
  }
  return paths;
}

/** Waves of colour under noise; another number gives others. */
export function photograph(seed: number): RgbImage {
  const [width, height] = [24 + 2 * seed, 60 - seed];
  const grain = noise({ width, height, channels: 3 });
  const data = grain.data.map((byte, at) => {
    const channel = at % 3;
    const x = Math.floor(at / 3) % width / width;
    const y = Math.floor(at / 3 / width) / height;
    const phase = (1 + seed % 7) * (x * (channel + 1) + y * (3 - channel));
    return byte / 4 + 95 * (1 + Math.sin(phase + seed + channel));
  });
  return { width, height, data };
}
