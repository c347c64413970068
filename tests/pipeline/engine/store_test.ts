import assert from "node:assert/strict";
import { join } from "node:path";
import { actionKey } from "../../../pipeline/engine/action_key.ts";
import type {
  ActionResult,
  Blob,
} from "../../../pipeline/engine/action_result.ts";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { Store } from "../../../pipeline/engine/store.ts";
import {
  numberedAction,
  someFields,
  someResult,
} from "../../support/some_action.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const FIELDS = someFields();
const KEY = actionKey(FIELDS);

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function put(store: Store, text: string): Promise<ActionResult> {
  return someResult({ out: await store.putBytes(bytes(text)) });
}

async function names(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name).sort();
}

Deno.test("Store.open() makes a store, and opens it again", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a", "store");
    const { digest } = await (await Store.open(path)).putBytes(bytes("x"));
    assert.ok(await (await Store.open(path)).verifyBlob({ digest }));
  });
});

for (
  const [marker, format] of [['{"format":2}', "2"], ["{", "unknown"], [
    "null",
    "unknown",
  ]] as const
) {
  Deno.test(`Store.open() refuses a store whose marker is ${marker}, and leaves it alone`, async () => {
    await withFolder(async (folder) => {
      const path = join(folder, "store.json");
      await Deno.writeTextFile(path, marker);
      await assert.rejects(Store.open(folder), {
        name: "RangeError",
        message:
          `Cannot use the store "${folder}" of format ${format}, this version knows 1: choose another folder with --store`,
      });
      assert.equal(await Deno.readTextFile(path), marker);
    });
  });
}

Deno.test("Store.putFile() moves a file to the name of its content, and equal ones to one", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(join(folder, "store"));
    const blobs: Blob[] = [];
    for (const name of ["a", "b"]) {
      const path = join(await store.temporaryFolder(), name);
      await Deno.writeTextFile(path, "same");
      blobs.push(await store.putFile(path));
    }
    assert.deepEqual(blobs[0], { digest: digestOf("same"), size: 4 });
    assert.deepEqual(blobs[1], blobs[0]);
    const path = store.blobPath(blobs[0]!.digest);
    assert.equal(await Deno.readTextFile(path), "same");
    await store.close();
  });
});

for (const method of ["putFile", "putBytes"] as const) {
  Deno.test(`Store.${method}() replaces a damaged blob of the same size`, async () => {
    await withFolder(async (folder) => {
      const first = await Store.open(folder);
      const { digest } = await first.putBytes(bytes("right"));
      await first.close();
      await Deno.writeTextFile(first.blobPath(digest), "wrong");
      const bad: string[] = [];
      const store = await Store.open(folder, (blob) => bad.push(blob));
      if (method === "putBytes") await store.putBytes(bytes("right"));
      else {
        const path = join(await store.temporaryFolder(), "x");
        await Deno.writeTextFile(path, "right");
        await store.putFile(path);
      }
      assert.equal(await Deno.readTextFile(store.blobPath(digest)), "right");
      assert.deepEqual(bad, [digest]);
      await store.close();
    });
  });
}

Deno.test("Store.verifyBlob() moves a bad blob to quarantine once, however many ask", async () => {
  await withFolder(async (folder) => {
    const { digest } = await (await Store.open(folder)).putBytes(
      bytes("right"),
    );
    const moved: string[] = [];
    const store = await Store.open(folder, (_, file) => moved.push(file));
    await Deno.writeTextFile(store.blobPath(digest), "wrong");
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => store.verifyBlob({ digest })),
    );
    assert.deepEqual(answers, Array(10).fill(false));
    assert.equal(moved.length, 1);
    assert.equal(await Deno.readTextFile(moved[0]!), "wrong");
    assert.equal(await store.verifyBlob({ digest }), false);
    await store.putBytes(bytes("right"));
    assert.equal(await store.verifyBlob({ digest }), true);
    await store.close();
  });
});

Deno.test("Store.hasBlob() asks for existence and size only", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(folder);
    const blob = await store.putBytes(bytes("right"));
    assert.ok(store.hasBlob(blob));
    assert.ok(!store.hasBlob({ ...blob, size: 4 }));
    assert.ok(!store.hasBlob({ digest: digestOf("x"), size: 1 }));
    await store.close();
  });
});

Deno.test("Store.publish() keeps fields and result, and gives them back", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(folder);
    const result = await put(store, "a");
    assert.equal(store.readResult(KEY), undefined);
    assert.equal(await store.publish(KEY, FIELDS, result), "published");
    assert.deepEqual(store.readResult(KEY), result);
    assert.deepEqual(await store.readFields(KEY), FIELDS);
    assert.deepEqual(await Array.fromAsync(store.keys()), [KEY]);
    assert.equal(await store.publish(KEY, FIELDS, result), "same");
    await store.close();
  });
});

Deno.test("Store.publish() serves the first of different results, and keeps the others", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(folder);
    const [first, second] = [await put(store, "a"), await put(store, "b")];
    await store.publish(KEY, FIELDS, first);
    assert.equal(await store.publish(KEY, FIELDS, second), "divergent");
    assert.deepEqual(store.readResult(KEY), first);
    const kept = await names(join(store.resultPath(KEY), "divergent"));
    assert.equal(kept.length, 1);
    await store.close();
  });
});

Deno.test("Store.publish() loses no earlier result when it must serve another", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(folder);
    for (const text of ["a", "b", "c", "d"]) {
      const result = await put(store, text);
      await store.publish(KEY, FIELDS, result);
      assert.deepEqual(store.readResult(KEY), result);
      await Deno.remove(store.blobPath(digestOf(text)));
      assert.equal(store.readResult(KEY), undefined);
    }
    const kept = await names(join(store.resultPath(KEY), "divergent"));
    assert.equal(kept.length, 3);
    // The first one's bytes came back: it is the fourth that is kept beside it now.
    await store.publish(KEY, FIELDS, await put(store, "a"));
    assert.equal(
      (await names(join(store.resultPath(KEY), "divergent"))).length,
      4,
    );
    await store.close();
  });
});

Deno.test("Store.readFields() gives no fields that do not hash to the key", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(folder);
    await store.publish(KEY, FIELDS, await put(store, "a"));
    const path = join(store.resultPath(KEY), "key.json");
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(
      path,
      text.replace('"revision":1', '"revision":2'),
    );
    assert.equal(await store.readFields(KEY), undefined);
    assert.equal(await store.readFields(digestOf("absent")), undefined);
    await store.close();
  });
});

Deno.test("Store.readResult() gives no result of which a blob is gone or has another size", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(folder);
    const { key, fields, contents, resultOf } = numberedAction(1);
    const blobs = await Promise.all(contents.map((x) => store.putBytes(x)));
    await store.publish(key, fields, resultOf(blobs));
    assert.ok(store.readResult(key) !== undefined);
    const path = store.blobPath(blobs[2]!.digest);
    await Deno.truncate(path, 10);
    assert.equal(store.readResult(key), undefined);
    await Deno.remove(path);
    assert.equal(store.readResult(key), undefined);
    await store.close();
  });
});

Deno.test("Store.temporaryFolder() removes what dead processes left, and nothing of the living", async () => {
  await withFolder(async (folder) => {
    const living = await Store.open(folder);
    const used = await living.temporaryFolder();
    const dead = join(folder, "tmp", "dead");
    await Deno.mkdir(join(dead, "deep"), { recursive: true });
    await Deno.writeTextFile(`${dead}.lock`, "");
    await Deno.writeTextFile(join(folder, "tmp", "died_early.lock"), "");
    const store = await Store.open(folder);
    await store.temporaryFolder();
    assert.ok((await Deno.stat(used)).isDirectory);
    await assert.rejects(Deno.stat(dead), { name: "NotFound" });
    await assert.rejects(Deno.stat(`${dead}.lock`), { name: "NotFound" });
    await store.close();
    await living.close();
    assert.deepEqual(await names(join(folder, "tmp")), []);
  });
});

Deno.test("Store.temporaryFolder() of many stores that open at once is each one's own", async () => {
  await withFolder(async (folder) => {
    const stores = await Promise.all(
      Array.from({ length: 20 }, () => Store.open(folder)),
    );
    const used = await Promise.all(stores.map((x) => x.temporaryFolder()));
    for (const path of used) assert.ok((await Deno.stat(path)).isDirectory);
    assert.equal(new Set(used).size, 20);
    await Promise.all(stores.map((store) => store.close()));
    assert.deepEqual(await names(join(folder, "tmp")), []);
  });
});

Deno.test("Store.keys() of an empty store are none", async () => {
  await withFolder(async (folder) => {
    const store = await Store.open(folder);
    assert.deepEqual(await Array.fromAsync(store.keys()), []);
  });
});
