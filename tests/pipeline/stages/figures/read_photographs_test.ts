import assert from "node:assert/strict";
import { join } from "node:path";
import { writeTar } from "../../../../data/archive/write_tar.ts";
import { jpegDecoderUrl } from "../../../../data/image/jpeg_decoder_wasm.ts";
import { readPhotographs } from "../../../../pipeline/stages/figures/read_photographs.ts";
import { shardOf } from "../../../../pipeline/stages/shards/shard_of.ts";
import { imageCases } from "../../../support/image_fixture.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const jpegDecoder = await WebAssembly.compile(
  await Deno.readFile(jpegDecoderUrl()),
);
const PICTURE = imageCases("jpeg").find(({ rgb }) => rgb !== undefined)!;
/** A name in two parts, e and an accent, as some file systems have it. */
const FILE = "picture e\u0301.x.jpeg";
const IMAGE = "picture é.x";

Deno.test("readPhotographs() decodes what it finds in the image's own archive", async () => {
  await withFolder(async (folder) => {
    const archives = [0, 1, 2].map((i) => join(folder, `${i}.tar`));
    const own = archives[shardOf(IMAGE, 3)]!;
    // The other archives are not there, so opening one would fail.
    writeTar(own, [
      { name: "damaged.jpeg", bytes: Uint8Array.of(1) },
      { name: FILE, bytes: PICTURE.bytes },
    ]);
    const found = await readPhotographs([IMAGE, IMAGE], {
      archives,
      jpegDecoder,
    });
    assert.deepEqual([...found.keys()], [IMAGE]);
    const { width, height, data } = found.get(IMAGE)!;
    assert.deepEqual([width, height], [
      PICTURE.rgb!.width,
      PICTURE.rgb!.height,
    ]);
    assert.equal(data.length, 3 * width * height);
  });
});

Deno.test("readPhotographs() names an image without a photograph", async () => {
  await withFolder(async (folder) => {
    const archive = join(folder, "0.tar");
    writeTar(archive, []);
    await assert.rejects(
      readPhotographs(["gone"], { archives: [archive], jpegDecoder }),
      {
        name: "RangeError",
        message: /^Cannot draw "gone": no photograph is called after it: /,
      },
    );
  });
});
