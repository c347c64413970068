import { readTar } from "../../data/archive/read_tar.ts";
import { writeCsv } from "../../data/csv.ts";
import { stemOf } from "../../data/dermx/file_name.ts";
import { decodeImage } from "../../data/image/decode_image.ts";
import { JPEG_DECODER_WASM } from "../../data/image/jpeg_decoder_wasm.ts";
import { npyHeader, writeAll } from "../../data/npy.ts";
import { readJson } from "../../data/read_json.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { inputFormatSchema } from "./networks/input_format_schema.ts";
import { storedForm } from "./preprocess/stored_form.ts";

/** The columns of `sizes.csv`. */
const COLUMNS = ["image", "width", "height"] as const;

/**
 * Holds one photograph in memory at a time. Each row goes to its place in the array at
 * once, as archives are sorted by file names, which ids are not.
 *
 * @throws {SyntaxError} If a photograph is damaged.
 * @throws {TypeError} If a photograph is of a kind that cannot be decoded, or nothing
 * says how pictures are normalised before they are resized.
 * @throws {RangeError} If a photograph is too large, or an image has two.
 */
export async function run(io: StageIO): Promise<void> {
  const format = await readJson(io.input("input"), inputFormatSchema);
  const { type, row, bytesOf } = storedForm(format);
  const archive = io.input("photographs");
  const ids = await imagesIn(archive);
  const places = new Map(ids.map((id, place) => [id, place]));
  const decoder = await Deno.readFile(io.input(JPEG_DECODER_WASM));
  const jpegDecoder = await WebAssembly.compile(decoder);

  const header = npyHeader(type, [ids.length, ...row]);
  using pixels = await Deno.open(io.output("pixels"), {
    write: true,
    create: true,
    truncate: true,
  });
  await writeAll(pixels, header);
  const sizes: Record<typeof COLUMNS[number], string | number>[] = [];
  let done = 0;
  for await (const { name, bytes } of filesOf(archive)) {
    const photograph = await decodeImage(bytes, { name, jpegDecoder });
    const id = imageOf(name);
    const place = places.get(id)!;
    for (const remark of photograph.remarks) io.log(`${name}: ${remark}`);
    sizes[place] = {
      image: id,
      width: photograph.width,
      height: photograph.height,
    };
    const data = bytesOf(photograph);
    await pixels.seek(
      header.length + place * data.length,
      Deno.SeekMode.Start,
    );
    await writeAll(pixels, data);
    io.progress(++done, { total: ids.length, unit: "images" });
  }
  await writeJson(io.output("ids"), ids);
  await writeCsv(io.output("sizes"), { columns: COLUMNS, rows: sizes });
}

/** The ids of the images in an archive, sorted. */
async function imagesIn(archive: string): Promise<string[]> {
  const names: string[] = [];
  const note = (name: string): boolean => {
    names.push(name);
    return false;
  };
  for await (const _ of filesOf(archive, note)) { /* none is wanted */ }
  const byId = Map.groupBy(names, imageOf);
  for (const [id, [one, other]] of byId) {
    if (other === undefined) continue;
    throw new RangeError(
      `Image "${id}" has two photographs, "${one}" and "${other}": keep one of them`,
    );
  }
  return [...byId.keys()].sort();
}

async function* filesOf(
  archive: string,
  wanted: (name: string) => boolean = () => true,
): ReturnType<typeof readTar> {
  const { readable } = await Deno.open(archive);
  yield* readTar(readable, { name: archive, wanted });
}

function imageOf(name: string): string {
  return stemOf(name).normalize("NFC");
}
