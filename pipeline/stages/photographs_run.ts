import { join } from "node:path";
import { readTar } from "../../data/archive/read_tar.ts";
import { type TarFile, writeTar } from "../../data/archive/write_tar.ts";
import { stemOf } from "../../data/dermx/file_name.ts";
import { UnavailableError } from "../engine/errors.ts";
import type { StageIO } from "../engine/stage.ts";
import { type ImageRow, readImages } from "./evaluations/read_images.ts";
import {
  PHOTOGRAPH_EXTENSIONS,
  type PhotographsParams,
} from "./photographs.ts";
import { divideImages } from "./shards/division.ts";
import { partName } from "./shards/part_name.ts";

/** Missing images that a message names. */
const NAMED = 5;

/** A picture that was set aside. */
interface Found {
  /** Its path in the user's folder. */
  readonly from: string;
  /** Its name in the part. */
  readonly name: string;
  /** Where it waits. */
  readonly path: string;
}

/**
 * Sets the pictures aside one by one, as the archive has them in another order than
 * the parts.
 *
 * @throws {UnavailableError} If the picture of an image is missing.
 * @throws {RangeError} If an image has two, or the folds do not fit the images.
 * @throws {SyntaxError | TypeError} If an input is not what it should be.
 */
export async function run(io: StageIO<PhotographsParams>): Promise<void> {
  const images = await readImages(io.input("images"));
  const parts = await divideImages(io.params.division, {
    folds: io.optionalInput("folds"),
    images,
  });
  const { found, others } = await collect(io, images);
  if (others > 0) {
    io.log(
      `${others} of ${
        others + found.size
      } pictures are of no image of this release and were left out`,
    );
  }
  const ids = [...images.keys()].sort()
    .filter((id) => parts.of(id) !== undefined);
  if (ids.length < images.size) {
    io.log(
      `${
        images.size - ids.length
      } of ${images.size} images are tested by no fold and were left out`,
    );
  }
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length > 0) throw refusal(missing, ids.length);

  const byPart = Map.groupBy(ids, (id) => parts.of(id));
  const folder = io.output("photographs");
  await Deno.mkdir(folder, { recursive: true });
  for (let part = 0; part < parts.count; part++) {
    const files = (byPart.get(part) ?? []).map((id) => found.get(id)!);
    writeTar(join(folder, partName(part, "tar")), contents(files));
  }
}

/** The pictures of the images by id, and how many more there are. */
async function collect(
  io: StageIO<PhotographsParams>,
  images: ReadonlyMap<string, ImageRow>,
): Promise<{ found: Map<string, Found>; others: number }> {
  const archive = io.input("pictures");
  await Deno.mkdir(io.scratch("pictures"), { recursive: true });
  const found = new Map<string, Found>();
  let others = 0;
  const file = await Deno.open(archive);
  const files = readTar(file.readable, {
    name: archive,
    wanted: (path) => {
      const isImage = images.has(imageOf(path) ?? "");
      if (!isImage && imageOf(path) !== undefined) others++;
      return isImage;
    },
  });
  for await (const { name: from, bytes } of files) {
    const id = imageOf(from)!;
    const twin = found.get(id);
    if (twin !== undefined) {
      throw new RangeError(
        `Image "${id}" has two pictures, "${twin.from}" and "${from}": keep one of them in the folder`,
      );
    }
    const path = join(io.scratch("pictures"), String(found.size));
    await Deno.writeFile(path, bytes);
    const name = `${stemOf(images.get(id)!.file)}${extensionOf(from)}`;
    found.set(id, { from, name, path });
    io.progress(found.size, { total: images.size, unit: "images" });
  }
  return { found, others };
}

/** The id of the image that a file would be of, if it is a picture. */
function imageOf(path: string): string | undefined {
  const isPicture = PHOTOGRAPH_EXTENSIONS.some((extension) =>
    extension === extensionOf(path).toLowerCase()
  );
  const name = path.slice(path.lastIndexOf("/") + 1);
  return isPicture ? stemOf(name).normalize("NFC") : undefined;
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf("."));
}

function* contents(files: readonly Found[]): Generator<TarFile> {
  for (const { name, path } of files) {
    yield { name, bytes: Deno.readFileSync(path) };
  }
}

function refusal(missing: readonly string[], all: number): UnavailableError {
  const named = missing.slice(0, NAMED).map((id) => `"${id}"`).join(", ");
  const more = missing.length > NAMED ? ", …" : "";
  return new UnavailableError(
    "photographs",
    `The folder of images has no picture of ${missing.length} of ${all} images (${named}${more}): put them directly into it, called as "current_filename" in "metadata.csv" says and ending in ${
      PHOTOGRAPH_EXTENSIONS.join(", ")
    }`,
  );
}
