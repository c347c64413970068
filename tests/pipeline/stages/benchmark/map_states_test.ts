import assert from "node:assert/strict";
import {
  type NetworkStates,
  readMapStates,
} from "../../../../pipeline/stages/benchmark/map_states.ts";
import { BenchmarkFiles } from "../../../support/benchmark_files.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

async function states(...lines: string[]): Promise<NetworkStates> {
  return await withFolder(async (folder) => {
    const files = new BenchmarkFiles(folder);
    const path = await files.lines("image,class,state", ...lines);
    return await readMapStates([path], {
      images: new Set(["a", "b"]),
      classOf: (image) => (image === "a" ? 1 : undefined),
    });
  });
}

Deno.test("readMapStates() counts all maps and those that are scored", async () => {
  const none = { ok: 0, empty: 0, negative: 0, constant: 0, nan: 0 };
  assert.deepEqual(
    await states("a,0,ok", "a,1,negative", "b,0,nan", "b,1,ok", "z,1,ok"),
    {
      all: { ...none, ok: 2, negative: 1, nan: 1 },
      scored: { ...none, negative: 1 },
    },
  );
});

Deno.test("readMapStates() refuses a state that is unknown", async () => {
  await assert.rejects(states("a,0,fine"), {
    name: "SyntaxError",
    message:
      /a map of "a" is "fine": use one of ok, empty, negative, constant, nan$/,
  });
});
