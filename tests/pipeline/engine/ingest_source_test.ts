import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Blob } from "../../../pipeline/engine/action_result.ts";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { FileDigests } from "../../../pipeline/engine/file_digests.ts";
import {
  blobOfSource,
  ingestSource,
} from "../../../pipeline/engine/ingest_source.ts";
import { Store } from "../../../pipeline/engine/store.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** Gives a folder, and a function that takes one of its files into a store anew. */
async function withStore(
  use: (
    folder: string,
    store: Store,
    ingest: (name: string) => Promise<Blob>,
  ) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const store = await Store.open(join(folder, "store"));
    await use(folder, store, async (name) => {
      const file = pathToFileURL(join(folder, name));
      const digests = await FileDigests.open(store);
      return await ingestSource({ file }, { store, digests });
    });
    await store.close();
  });
}

Deno.test("ingestSource() takes a copy that an edit of the file does not reach", async () => {
  await withStore(async (folder, store, ingest) => {
    const path = join(folder, "table.csv");
    await Deno.writeTextFile(path, "a,b\n", { mode: 0o600 });
    const blob = await ingest("table.csv");
    assert.deepEqual(blob, { digest: digestOf("a,b\n"), size: 4 });
    await Deno.writeTextFile(path, "c,d\n");
    const kept = store.blobPath(blob.digest);
    assert.equal(await Deno.readTextFile(kept), "a,b\n");
    assert.equal((await Deno.stat(kept)).mode! & 0o777, 0o644);
    assert.ok((await Deno.stat(path)).isFile);
  });
});

Deno.test("ingestSource() copies nothing that is in the store", async () => {
  await withStore(async (folder, store, ingest) => {
    await Deno.writeTextFile(join(folder, "table.csv"), "a,b\n");
    const { digest } = await ingest("table.csv");
    const before = await Deno.stat(store.blobPath(digest));
    await ingest("table.csv");
    const after = await Deno.stat(store.blobPath(digest));
    assert.equal(after.ino, before.ino);
  });
});

Deno.test("ingestSource() follows a link to the file's bytes", async () => {
  await withStore(async (folder, store, ingest) => {
    await Deno.writeTextFile(join(folder, "table.csv"), "a,b\n");
    await Deno.symlink("table.csv", join(folder, "link.csv"));
    const { digest } = await ingest("link.csv");
    assert.ok((await Deno.lstat(store.blobPath(digest))).isFile);
  });
});

Deno.test("ingestSource() takes up an edit between the hashing and the copying", async () => {
  await withStore(async (folder, store) => {
    const path = join(folder, "table.csv");
    const source = { file: pathToFileURL(path) };
    await Deno.writeTextFile(path, "a,b\n");
    const digests = await FileDigests.open(store);
    assert.equal(
      (await blobOfSource(source, digests)).digest,
      digestOf("a,b\n"),
    );
    await Deno.writeTextFile(path, "c,d\n");
    const blob = await ingestSource(source, { store, digests });
    assert.equal(blob.digest, digestOf("c,d\n"));
  });
});

Deno.test("ingestSource() packs a folder into the blob that blobOfSource() names", async () => {
  await withStore(async (folder, store) => {
    await Deno.mkdir(join(folder, "pictures"));
    for (const name of ["b.jpg", "a.jpg", "a.txt"]) {
      await Deno.writeTextFile(join(folder, "pictures", name), name);
    }
    const source = {
      folder: pathToFileURL(join(folder, "pictures")),
      extensions: [".jpg"],
    };
    const digests = await FileDigests.open(store);
    const blob = await ingestSource(source, { store, digests });
    assert.deepEqual(await blobOfSource(source, digests), blob);
    assert.equal(blob.size, 6 * 512);
    assert.ok(await store.verifyBlob(blob));
    const kept = await Deno.readTextFile(store.blobPath(blob.digest));
    assert.ok(kept.startsWith("a.jpg\0"));
  });
});
