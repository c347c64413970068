import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { digestFile } from "../../../pipeline/engine/digest.ts";
import { Store } from "../../../pipeline/engine/store.ts";
import { fromFileUrl } from "../../support/paths.ts";
import { numberedAction } from "../../support/some_action.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const PUBLISHER = fromFileUrl(
  new URL("../../support/publisher_main.ts", import.meta.url),
);

/** Actions that a publisher may reach before it is killed. */
const REACH = 400;

Deno.test("Store.publish() never leaves a part of a result, whenever its process is killed", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "store");
    let first = 0;
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60 }), async (delay) => {
        await publishAndKill(path, first, delay);
        const quarantined: string[] = [];
        const store = await Store.open(path, (blob) => quarantined.push(blob));
        for (let i = first; i < first + REACH; i++) {
          const { key, contents } = numberedAction(i);
          const result = store.readResult(key);
          // They are published one after the other.
          if (result === undefined) break;
          const blobs = [result.outputs["out"]!].flat();
          for (const [j, blob] of blobs.entries()) {
            assert.ok(await store.verifyBlob(blob));
            assert.equal(blob.size, contents[j]!.length);
          }
          assert.ok(await store.readFields(key) !== undefined);
          seen++;
          first = i + 1;
        }
        assert.deepEqual(quarantined, []);
        await everyBlobIsComplete(store);
        await store.temporaryFolder();
        await store.close();
        const tmp = await Array.fromAsync(Deno.readDir(join(path, "tmp")));
        assert.deepEqual(tmp, [], "what the dead process left is removed");
      }),
      { seed: 13, numRuns: 20 },
    );
    // How many depends on the machine's load; none would test nothing.
    assert.ok(
      seen > 0,
      "no result was published before its process was killed",
    );
  });
});

/** Lets a process publish for some milliseconds after its start, and kills it. */
async function publishAndKill(
  path: string,
  first: number,
  delay: number,
): Promise<void> {
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-check",
      "--quiet",
      "--allow-read",
      "--allow-write",
      PUBLISHER,
      path,
      String(first),
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const reader = process.stdout.getReader();
  const ready = await reader.read();
  assert.ok(!ready.done);
  // Not to wait for something, but to hit any moment of the work.
  await new Promise((resolve) => setTimeout(resolve, delay));
  process.kill("SIGKILL");
  await process.status;
  await reader.cancel();
}

/** Every file of the content-addressed part has the content that its name says. */
async function everyBlobIsComplete(store: Store): Promise<void> {
  const root = join(store.path, "cas", "sha256");
  try {
    for await (const { name: prefix } of Deno.readDir(root)) {
      for await (const { name } of Deno.readDir(join(root, prefix))) {
        const { digest } = await digestFile(join(root, prefix, name));
        assert.equal(digest, prefix + name);
      }
    }
  } catch (error) {
    // It may have been killed before its first blob.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
