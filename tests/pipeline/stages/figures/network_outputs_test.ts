import assert from "node:assert/strict";
import { join } from "node:path";
import { writeNpy } from "../../../../data/npy.ts";
import {
  type NetworkFiles,
  NetworkOutputs,
} from "../../../../pipeline/stages/figures/network_outputs.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

/** Two parts, the second without an image; the one image has maps 0..3 and 4..7. */
async function files(
  folder: string,
  { logits = [1, 3, 3] }: { readonly logits?: readonly number[] } = {},
): Promise<NetworkFiles> {
  const path = (name: string): string => join(folder, name);
  for (const [part, ids] of [["a"], []].entries()) {
    await Deno.writeTextFile(path(`${part}.json`), JSON.stringify(ids));
    await writeNpy(path(`${part}.maps`), {
      shape: [ids.length, 2, 2, 2],
      data: Float32Array.from({ length: ids.length * 8 }, (_, i) => i),
    });
    const scores = part === 0 ? logits : [];
    await writeNpy(path(`${part}.logits`), {
      shape: [scores.length / 3, 3],
      data: Float32Array.from(scores),
    });
  }
  const both = (kind: string): string[] => [0, 1].map((x) => path(x + kind));
  return {
    name: "net",
    ids: both(".json"),
    maps: both(".maps"),
    logits: both(".logits"),
  };
}

Deno.test("NetworkOutputs finds an image's scores and maps in its part", async () => {
  await withFolder(async (folder) => {
    using outputs = await NetworkOutputs.open(await files(folder));
    assert.ok(outputs.has("a"));
    assert.ok(!outputs.has("b"));
    assert.equal(outputs.predicted("a"), 1);
    assert.deepEqual(outputs.map("a", 1), {
      width: 2,
      height: 2,
      data: Float32Array.of(4, 5, 6, 7),
    });
  });
});

Deno.test("NetworkOutputs refuses classes and images that it does not have", async () => {
  await withFolder(async (folder) => {
    using outputs = await NetworkOutputs.open(await files(folder));
    assert.throws(() => outputs.map("a", 2), {
      name: "RangeError",
      message: /^Cannot show class 2 of network "net": it has 2: /,
    });
    assert.throws(() => outputs.predicted("b"), {
      name: "RangeError",
      message: /^Cannot show "b": network "net" has not seen it: /,
    });
  });
});

Deno.test("NetworkOutputs.open() refuses parts of different runs", async () => {
  await withFolder(async (folder) => {
    const wrong = await files(folder, { logits: [1, 2, 3, 4, 5, 6] });
    await assert.rejects(NetworkOutputs.open(wrong), {
      name: "RangeError",
      message: /part 0 has 1 ids, 1 maps and 2 rows of logits/,
    });
  });
});
