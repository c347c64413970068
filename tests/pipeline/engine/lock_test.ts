import assert from "node:assert/strict";
import { join } from "node:path";
import { lock, tryLock } from "../../../pipeline/engine/lock.ts";
import { withFolder } from "../../support/temporary_folder.ts";

Deno.test("lock() takes a free lock without a wait, in a folder that is not there", async () => {
  await withFolder(async (folder) => {
    const onWait = () => assert.fail("it waits");
    const path = join(folder, "locks", "a");
    (await lock(path, { onWait })).close();
    (await lock(path, { onWait })).close();
  });
});

Deno.test("lock() waits for the holder, and says so once", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a");
    const holder = tryLock(path);
    assert.ok(holder !== undefined);
    assert.equal(tryLock(path), undefined);
    let waits = 0;
    const { promise: waiting, resolve } = Promise.withResolvers<void>();
    const second = lock(path, {
      onWait: () => {
        waits++;
        resolve();
      },
    });
    await waiting;
    holder.close();
    (await second).close();
    assert.equal(waits, 1);
  });
});

Deno.test("lock() gives up waiting when it is told to", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a");
    using _holder = await lock(path, { onWait: () => {} });
    const interrupt = new AbortController();
    const waiting = lock(path, {
      onWait: () => interrupt.abort(),
      signal: interrupt.signal,
    });
    await assert.rejects(waiting, { name: "AbortError" });
  });
});

Deno.test("lock() serves all who wait, one after the other", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a");
    const holder = await lock(path, { onWait: () => {} });
    let waiting = 0;
    let held = 0;
    const { promise: allWait, resolve } = Promise.withResolvers<void>();
    const others = Array.from({ length: 20 }, async () => {
      const onWait = () => {
        if (++waiting === 20) resolve();
      };
      using _lock = await lock(path, { onWait });
      assert.equal(++held, 1);
      await Deno.writeTextFile(join(folder, "b"), "");
      held--;
    });
    await allWait;
    holder.close();
    await Promise.all(others);
  });
});
