import { readTar } from "../../../data/archive/read_tar.ts";
import { stemOf } from "../../../data/dermx/file_name.ts";
import { decodeImage } from "../../../data/image/decode_image.ts";
import type { RgbImage } from "../../../data/image/rgb_image.ts";
import { shardOf } from "../shards/shard_of.ts";

/**
 * Decodes the photographs of some images, as they are stored: networks and masks
 * ignore an EXIF orientation too. Only the archives that hold them are read.
 *
 * @param images Their ids.
 * @param options.archives Tars by shard, files called after the images.
 * @param options.jpegDecoder The compiled decoder.
 * @throws {RangeError} If an image has no photograph.
 */
export async function readPhotographs(
  images: readonly string[],
  { archives, jpegDecoder }: {
    readonly archives: readonly string[];
    readonly jpegDecoder: WebAssembly.Module;
  },
): Promise<ReadonlyMap<string, RgbImage>> {
  const found = new Map<string, RgbImage>();
  const byShard = Map.groupBy(
    new Set(images),
    (image) => shardOf(image, archives.length),
  );
  for (const [shard, wanted] of byShard) {
    const archive = archives[shard]!;
    const { readable } = await Deno.open(archive);
    const files = readTar(readable, {
      name: archive,
      wanted: (name) => wanted.includes(imageOf(name)),
    });
    for await (const { name, bytes } of files) {
      const { width, height, data } = await decodeImage(bytes, {
        name,
        jpegDecoder,
      });
      found.set(imageOf(name), { width, height, data });
    }
  }
  const missing = images.find((image) => !found.has(image));
  if (missing !== undefined) {
    throw new RangeError(
      `Cannot draw "${missing}": no photograph is called after it: supply it, or choose another image`,
    );
  }
  return found;
}

function imageOf(name: string): string {
  return stemOf(name).normalize("NFC");
}
