import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import * as z from "zod/mini";
import { type JsonList, readJsonList } from "../../data/json_list.ts";
import { withFolder } from "../support/temporary_folder.ts";

interface Place {
  readonly at: { readonly x: number };
}

const SCHEMA = z.strictObject({ at: z.strictObject({ x: z.number() }) });

async function read(content: string | Uint8Array): Promise<JsonList<Place>> {
  return await withFolder(async (folder) => {
    const path = join(folder, "list.json");
    const bytes = typeof content === "string"
      ? new TextEncoder().encode(content)
      : content;
    await Deno.writeFile(path, bytes);
    return await readJsonList(path, SCHEMA);
  });
}

Deno.test("readJsonList() returns items and the digest of the bytes", async () => {
  const text = '[{"at":{"x":1}}]\n';
  assert.deepEqual(await read(text), {
    items: [{ at: { x: 1 } }],
    sha256: createHash("sha256").update(text).digest("hex"),
  });
});

Deno.test("readJsonList() names the item and the field that do not match", async () => {
  await assert.rejects(read('[{"at":{"x":1}},{"at":{"x":"1"}}]'), {
    name: "TypeError",
    message:
      /^Cannot read ".*list\.json": \[1\]\.at\.x: expected number: rerun the stage that wrote it$/,
  });
});

Deno.test("readJsonList() refuses what is no array, no JSON or no UTF-8", async () => {
  await assert.rejects(read("{}"), {
    name: "TypeError",
    message: /: expected an array: rerun the stage that wrote it$/,
  });
  for (const content of ["[1,", Uint8Array.of(0x5b, 0xff, 0x5d)]) {
    await assert.rejects(read(content), {
      name: "SyntaxError",
      message: /: it is not JSON in UTF-8: rerun the stage that wrote it$/,
    });
  }
});
