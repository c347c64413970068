import assert from "node:assert/strict";
import { join } from "node:path";
import * as z from "zod/mini";
import { readJson } from "../../data/read_json.ts";
import { writeJson } from "../../data/write_json.ts";
import { withFolder } from "../support/temporary_folder.ts";

const schema = z.strictObject({ size: z.number() });

Deno.test("readJson() gives what writeJson() wrote, once it is checked", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a.json");
    await writeJson(path, { size: 3 });
    assert.deepEqual(await readJson(path, schema), { size: 3 });
  });
});

Deno.test("readJson() names the file and the field that is wrong", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a.json");
    await writeJson(path, { size: "3" });
    await assert.rejects(readJson(path, schema), {
      name: "TypeError",
      message:
        `Cannot read "${path}": size: expected number: rerun the stage that wrote it`,
    });
    for (const bytes of [[0x7b], [0x22, 0xff, 0x22]]) {
      await Deno.writeFile(path, Uint8Array.from(bytes));
      await assert.rejects(readJson(path, schema), {
        name: "SyntaxError",
        message: /it is not JSON in UTF-8/,
      });
    }
  });
});
