import assert from "node:assert/strict";
import { FileAccess } from "../../../models/checkpoints/file_access.ts";
import { withFolder } from "../../support/temporary_folder.ts";

Deno.test("FileAccess.read() gives exactly the bytes asked for, in a buffer of their own", () =>
  withFolder(async (folder) => {
    const path = `${folder}/a.pt`;
    await Deno.writeFile(path, Uint8Array.of(1, 2, 3, 4, 5));
    using file = FileAccess.open(path);
    assert.equal(file.name, path);
    assert.equal(file.size, 5);
    const part = file.read(2, 2);
    assert.deepEqual(part, Uint8Array.of(3, 4));
    assert.equal(part.buffer.byteLength, 2);
    assert.deepEqual(file.read(0, 5), Uint8Array.of(1, 2, 3, 4, 5));
    assert.deepEqual(file.read(5, 0), new Uint8Array());
  }));

Deno.test("FileAccess.read() refuses bytes that are not there before it takes memory", () =>
  withFolder(async (folder) => {
    const path = `${folder}/a.pt`;
    await Deno.writeFile(path, new Uint8Array(5));
    using file = FileAccess.open(path);
    for (
      const [start, size] of [
        [0, 6],
        [6, 0],
        [-1, 2],
        [2, -1],
        [0, 2 ** 52],
        [2 ** 60, 1],
        [0.5, 1],
        [NaN, 1],
        [0, Infinity],
      ] as const
    ) {
      assert.throws(() => file.read(start, size), {
        name: "RangeError",
        message:
          `Cannot read ${size} bytes from ${start} of "${path}": it has 5 bytes`,
      });
    }
  }));

Deno.test("FileAccess.read() says when the file became shorter", () =>
  withFolder(async (folder) => {
    const path = `${folder}/a.pt`;
    await Deno.writeFile(path, new Uint8Array(100));
    using file = FileAccess.open(path);
    await Deno.truncate(path, 40);
    assert.deepEqual(file.read(0, 40), new Uint8Array(40));
    assert.throws(() => file.read(30, 20), {
      name: "RangeError",
      message:
        `Cannot read 20 bytes from 30 of "${path}": it became shorter: leave it alone while it is read`,
    });
  }));

Deno.test("FileAccess.read() reaches places beyond 4 GiB", () =>
  withFolder(async (folder) => {
    const path = `${folder}/sparse.pt`;
    const far = 2 ** 32 + 7;
    using writer = await Deno.open(path, { create: true, write: true });
    await writer.truncate(far + 2);
    await writer.seek(far, Deno.SeekMode.Start);
    await writer.write(Uint8Array.of(8, 9));
    using file = FileAccess.open(path);
    assert.equal(file.size, far + 2);
    assert.deepEqual(file.read(far - 1, 3), Uint8Array.of(0, 8, 9));
  }));

Deno.test("FileAccess.open() refuses what is no file with places", () =>
  withFolder(async (folder) => {
    await new Deno.Command("mkfifo", { args: [`${folder}/pipe`] }).output();
    for (const path of [folder, `${folder}/pipe`]) {
      assert.throws(() => FileAccess.open(path), {
        name: "TypeError",
        message:
          `Cannot open "${path}": it is no regular file: name a file on disk`,
      });
    }
    assert.throws(
      () => FileAccess.open(`${folder}/missing.pt`),
      Deno.errors.NotFound,
    );
  }));
