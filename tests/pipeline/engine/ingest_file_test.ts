import assert from "node:assert/strict";
import { join } from "node:path";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { ingestFile } from "../../../pipeline/engine/ingest_file.ts";
import { Store } from "../../../pipeline/engine/store.ts";
import { withFolder } from "../../support/temporary_folder.ts";

Deno.test("ingestFile() takes a copy that an edit of the file does not reach", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(join(folder, "store"));
    const path = join(folder, "table.csv");
    await Deno.writeTextFile(path, "a,b\n", { mode: 0o600 });
    const blob = await ingestFile(store, path);
    assert.deepEqual(blob, { digest: digestOf("a,b\n"), size: 4 });
    await Deno.writeTextFile(path, "c,d\n");
    const kept = store.blobPath(blob.digest);
    assert.equal(await Deno.readTextFile(kept), "a,b\n");
    assert.equal((await Deno.stat(kept)).mode! & 0o777, 0o644);
    assert.ok((await Deno.stat(path)).isFile);
    await store.close();
  });
});

Deno.test("ingestFile() copies nothing that is in the store", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(join(folder, "store"));
    const path = join(folder, "table.csv");
    await Deno.writeTextFile(path, "a,b\n");
    const { digest } = await ingestFile(store, path);
    const before = await Deno.stat(store.blobPath(digest));
    await ingestFile(store, path);
    const after = await Deno.stat(store.blobPath(digest));
    assert.equal(after.ino, before.ino);
    await store.close();
  });
});

Deno.test("ingestFile() follows a link to the file's bytes", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(join(folder, "store"));
    await Deno.writeTextFile(join(folder, "table.csv"), "a,b\n");
    await Deno.symlink("table.csv", join(folder, "link.csv"));
    const { digest } = await ingestFile(store, join(folder, "link.csv"));
    assert.ok((await Deno.lstat(store.blobPath(digest))).isFile);
    await store.close();
  });
});
