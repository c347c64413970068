import assert from "node:assert/strict";
import { join } from "node:path";
import { readJsonValue } from "../../data/read_json_value.ts";
import { withFolder } from "../support/temporary_folder.ts";

Deno.test("readJsonValue() gives the value and the bytes", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "x.json");
    await Deno.writeTextFile(path, '{"a": [1, null]}');
    const { value, bytes } = await readJsonValue(path);
    assert.deepEqual(value, { a: [1, null] });
    assert.equal(bytes.length, 16);
  });
});

Deno.test("readJsonValue() refuses what is no JSON, or not in UTF-8", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "x.json");
    for (const bytes of [[0x7b], [], [0x22, 0xff, 0x22]]) {
      await Deno.writeFile(path, Uint8Array.from(bytes));
      await assert.rejects(
        readJsonValue(path),
        new SyntaxError(
          `Cannot read "${path}": it is not JSON in UTF-8: rerun the stage that wrote it`,
        ),
      );
    }
  });
});
