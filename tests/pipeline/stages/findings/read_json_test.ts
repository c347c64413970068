import assert from "node:assert/strict";
import * as z from "zod/mini";
import { readJson } from "../../../../pipeline/stages/findings/read_json.ts";

const SCHEMA = z.strictObject({ images: z.int() });

Deno.test("readJson() returns what matches the schema", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, '{"images": 525}');
    assert.deepEqual(await readJson(path, SCHEMA), { images: 525 });
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("readJson() names the file and the place that do not", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, '{"images": "525"}');
    await assert.rejects(readJson(path, SCHEMA), {
      name: "TypeError",
      message:
        `Cannot use "${path}": images: expected number: rerun the stage that wrote it`,
    });
    await Deno.writeTextFile(path, '{"images": ');
    await assert.rejects(readJson(path, SCHEMA), {
      name: "SyntaxError",
      message: `Cannot read "${path}" as JSON: rerun the stage that wrote it`,
    });
  } finally {
    await Deno.remove(path);
  }
});
