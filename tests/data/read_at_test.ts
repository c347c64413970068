import assert from "node:assert/strict";
import { join } from "node:path";
import { readAt } from "../../data/read_at.ts";
import { writeAll } from "../../data/write_all.ts";
import { withFolder } from "../support/temporary_folder.ts";

Deno.test("readAt() reads a part of a file, and says where the file ends before it", async () => {
  await withFolder(async (folder) => {
    using file = await Deno.open(join(folder, "bytes"), {
      read: true,
      write: true,
      create: true,
    });
    writeAll(file, Uint8Array.of(1, 2, 3, 4, 5));

    assert.deepEqual(
      readAt(file, { start: 1, size: 3 }),
      Uint8Array.of(2, 3, 4),
    );
    assert.deepEqual(readAt(file, { start: 5, size: 0 }), new Uint8Array());
    assert.throws(() => readAt(file, { start: 3, size: 4 }), {
      name: "RangeError",
      message: /^Cannot read 4 bytes at 3: the file has 5: /,
    });
  });
});
