import { readTar } from "../../../data/archive/read_tar.ts";
import { parseInstanceIndex } from "../../../data/dermx/instance_index.ts";
import type { RasterCheckParams } from "../raster_check.ts";
import type { MaskId } from "./sample_masks.ts";

const INDEX = "instance_mask_annotations.csv";

/**
 * The pictures of some masks, by their name in the release's archive.
 *
 * @throws {SyntaxError} If the archive or its index cannot be parsed.
 * @throws {TypeError} If the index breaks its schema.
 * @throws {RangeError} If the index is missing, or has no picture of a mask.
 */
export async function sampledPictures<Mask extends MaskId>(
  masks: readonly Mask[],
  options: {
    readonly archive: string;
    readonly naming: RasterCheckParams["naming"];
  },
): Promise<Map<string, Mask>> {
  if (options.naming === "class") {
    return new Map(masks.map((mask) => [`masks/${keyOf(mask)}.png`, mask]));
  }
  const byKey = new Map(masks.map((mask) => [keyOf(mask), mask]));
  const pictures = new Map<string, Mask>();
  for (const instance of await readIndex(options.archive)) {
    const mask = byKey.get(keyOf(instance));
    if (mask !== undefined) pictures.set(`masks/${instance.id}.png`, mask);
  }
  const found = new Set(pictures.values());
  for (const mask of masks) {
    if (!found.has(mask)) {
      throw new RangeError(
        `Cannot compare "${mask.characteristic}" of "${mask.image}" by "${mask.rater}": "${INDEX}" names no picture of it: supply annotations and masks of one release`,
      );
    }
  }
  return pictures;
}

async function readIndex(
  archive: string,
): Promise<ReturnType<typeof parseInstanceIndex>> {
  const file = await Deno.open(archive);
  const wanted = (name: string): boolean => name === INDEX;
  for await (
    const { bytes } of readTar(file.readable, { name: archive, wanted })
  ) {
    return parseInstanceIndex({
      name: INDEX,
      text: new TextDecoder().decode(bytes),
    });
  }
  throw new RangeError(
    `Cannot find "${INDEX}" in archive "${archive}": supply a release that has it, or set "naming" to "class"`,
  );
}

/** `RATER_IMAGE_CLASS`, as the second release names its pictures. */
function keyOf({ rater, image, characteristic }: MaskId): string {
  return `${rater}_${image}_${characteristic}`;
}
