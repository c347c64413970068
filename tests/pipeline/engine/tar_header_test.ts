import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { readTar } from "../../../data/archive/read_tar.ts";
import { writeTar } from "../../../data/archive/write_tar.ts";
import {
  TAR_END,
  tarHeader,
  tarPadding,
} from "../../../pipeline/engine/tar_header.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** An archive of one file. */
function archive(name: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array([
    ...tarHeader(name, bytes.length),
    ...bytes,
    ...new Uint8Array(tarPadding(bytes.length)),
    ...TAR_END,
  ]);
}

async function namesIn(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const stream = new Blob([bytes]).stream();
  const files = await Array.fromAsync(readTar(stream, { name: "test" }));
  return files.map(({ name, bytes }) => `${name} ${bytes.length}`);
}

Deno.test("tarHeader() writes what writeTar() writes", async () => {
  await withFolder(async (folder) => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, maxLength: 25, unit: "grapheme" })
          .map((name) => name.replaceAll(/[/\0\\]/g, "_").toWellFormed())
          .filter((name) => new TextEncoder().encode(name).length <= 100),
        fc.uint8Array({ maxLength: 1100 }),
        async (name, bytes) => {
          const path = join(folder, `${number++}.tar`);
          writeTar(path, [{ name, bytes }]);
          assert.deepEqual(await Deno.readFile(path), archive(name, bytes));
        },
      ),
      { seed: 11, numRuns: 50 },
    );
  });
});

Deno.test("tarHeader() keeps names of any length that a file may have", async () => {
  const names = [1, 99, 100, 101, 110, 111, 127, 128, 254, 255]
    .flatMap((length) => [
      "n".repeat(length),
      "é".repeat(Math.floor(length / 2)) + "e".repeat(length % 2),
    ]);
  for (const name of names) {
    const bytes = archive(name, new Uint8Array(513));
    assert.equal(bytes.length % 512, 0);
    assert.deepEqual(await namesIn(bytes), [`${name} 513`]);
  }
});

Deno.test("tarHeader() refuses a size that a header cannot tell", () => {
  tarHeader("big", 8 ** 11 - 1);
  assert.throws(() => tarHeader("big", 8 ** 11), {
    name: "RangeError",
    message: 'Cannot put "big" into a tar archive: it has 8 GiB or more',
  });
});
