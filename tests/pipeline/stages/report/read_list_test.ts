import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import * as z from "zod/mini";
import { readList } from "../../../../pipeline/stages/report/read_list.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const OPTIONS = {
  name: "list.json",
  schema: z.strictObject({ at: z.strictObject({ x: z.number() }) }),
};

async function read(content: string | Uint8Array): Promise<unknown> {
  let result: unknown;
  await withFolder(async (folder) => {
    const path = join(folder, "list.json");
    const bytes = typeof content === "string"
      ? new TextEncoder().encode(content)
      : content;
    await Deno.writeFile(path, bytes);
    result = await readList(path, OPTIONS);
  });
  return result;
}

Deno.test("readList() returns items and the digest of the bytes", async () => {
  const text = '[{"at":{"x":1}}]\n';
  assert.deepEqual(await read(text), {
    items: [{ at: { x: 1 } }],
    sha256: createHash("sha256").update(text).digest("hex"),
  });
});

Deno.test("readList() names the item and the field that do not match", async () => {
  await assert.rejects(read('[{"at":{"x":1}},{"at":{"x":"1"}}]'), {
    name: "TypeError",
    message:
      'Cannot read "list.json": item 1 does not match its schema at "at.x": rerun the stage that wrote it',
  });
});

Deno.test("readList() refuses what is no array, no JSON or no UTF-8", async () => {
  await assert.rejects(read("{}"), { name: "TypeError" });
  await assert.rejects(read("[1,"), { name: "SyntaxError" });
  await assert.rejects(read(Uint8Array.of(0x5b, 0xff, 0x5d)), {
    name: "SyntaxError",
    message: 'Cannot read "list.json" as JSON: rerun the stage that wrote it',
  });
});
