import assert from "node:assert/strict";
import { join } from "node:path";
import {
  type ActionFields,
  actionKey,
} from "../../../pipeline/engine/action_key.ts";
import { type Digest, digestOf } from "../../../pipeline/engine/digest.ts";
import { History } from "../../../pipeline/engine/history.ts";
import type { PlannedAction } from "../../../pipeline/engine/plan_action.ts";
import { Store } from "../../../pipeline/engine/store.ts";
import { someFields, someResult } from "../../support/some_action.ts";
import { withFolder } from "../../support/temporary_folder.ts";

function planned(fields: ActionFields): PlannedAction {
  const digest = digestOf("code");
  const code = { bundle: digest, map: digest, files: {} };
  return { key: actionKey(fields), fields, inputs: {}, code };
}

function withHistory(
  test: (
    store: Store,
    publish: (params: object, seconds?: number) => Promise<PlannedAction>,
  ) => Promise<void>,
): () => Promise<void> {
  return () =>
    withFolder(async (folder) => {
      const store = await Store.open(folder);
      await test(store, async (params, seconds = 1) => {
        const action = planned(someFields({ params: { ...params } }));
        const result = someResult({});
        const made = { ...result.made, seconds };
        await store.publish(action.key, action.fields, { ...result, made });
        return action;
      });
      await store.close();
    });
}

const NOW = planned(someFields({ params: { a: 1, b: 1, c: 1 } }));

Deno.test(
  "History.earlier() is the node's action of the last run",
  withHistory(async (store, publish) => {
    const last = await publish({ a: 2, b: 2, c: 2 });
    await publish({ a: 1, b: 1, c: 2 });
    await (await History.open(store, "toy")).save({ node: [last.key] });
    const history = await History.open(store, "toy");
    assert.equal((await history.earlier("node", NOW))?.key, last.key);
    const fields = (await history.differences("node", NOW))
      .map(({ field }) => field);
    assert.deepEqual(fields, ["params.a", "params.b", "params.c"]);
  }),
);

Deno.test(
  "History.changes() compares with the node's own last action and no other",
  withHistory(async (store, publish) => {
    const last = await publish({ a: 2, b: 1, c: 1 });
    const never = await History.open(store, "toy");
    assert.deepEqual(await never.changes("node", NOW), []);
    await never.save({ node: [last.key] });
    const history = await History.open(store, "toy");
    const fields = (await history.changes("node", NOW))
      .map(({ field }) => field);
    assert.deepEqual(fields, ["params.a"]);
    assert.deepEqual(await history.changes("another", NOW), []);
  }),
);

Deno.test(
  "History.seconds() are those of a node's longest shard in its last run",
  withHistory(async (store, publish) => {
    const keys: Digest[] = [];
    for (const seconds of [2, 5, 3]) {
      keys.push((await publish({ a: seconds }, seconds)).key);
    }
    await publish({ a: 9 }, 9);
    await (await History.open(store, "toy")).save({ node: keys });
    const history = await History.open(store, "toy");
    assert.equal(history.seconds("node"), 5);
    assert.equal(history.seconds("another"), undefined);
  }),
);

Deno.test(
  "History.seconds() does without results that are gone",
  withHistory(async (store, publish) => {
    const [kept, gone] = [await publish({ a: 1 }, 1), await publish({}, 2)];
    const keys = [kept.key, gone.key];
    await (await History.open(store, "toy")).save({ node: keys });
    const history = await History.open(store, "toy");
    await Deno.remove(store.resultPath(gone.key), { recursive: true });
    assert.equal(history.seconds("node"), 1);
    await Deno.remove(store.resultPath(kept.key), { recursive: true });
    assert.equal(history.seconds("node"), undefined);
  }),
);

Deno.test(
  "History.earlier() of a node that never ran is the nearest of the stage",
  withHistory(async (store, publish) => {
    await publish({ a: 2, b: 2, c: 1 });
    const nearest = await publish({ a: 1, b: 1, c: 2 });
    const history = await History.open(store, "toy");
    assert.equal((await history.earlier("node", NOW))?.key, nearest.key);
    const other = planned(someFields({ stage: { id: "other", revision: 1 } }));
    assert.equal(await history.earlier("node", other), undefined);
    assert.deepEqual(await history.differences("node", other), []);
  }),
);

Deno.test(
  "History.earlier() does not compare an action with one that was stored since",
  withHistory(async (store, publish) => {
    const history = await History.open(store, "toy");
    assert.equal(await history.earlier("node", NOW), undefined);
    await publish({ a: 1, b: 1, c: 2 });
    assert.equal(await history.earlier("node", NOW), undefined);
  }),
);

Deno.test(
  "History.save() keeps nodes that were not part of the run",
  withHistory(async (store, publish) => {
    const [a, b] = [await publish({ a: 1 }), await publish({ a: 2 })];
    await (await History.open(store, "toy")).save({ one: [a.key] });
    await (await History.open(store, "toy")).save({ two: [b.key] });
    const history = await History.open(store, "toy");
    assert.equal((await history.earlier("one", NOW))?.key, a.key);
    assert.equal((await history.earlier("two", NOW))?.key, b.key);
  }),
);

for (const text of ["", "{", "null", "[]", '{"node": 5}', '{"node": ["x"]}']) {
  Deno.test(
    `History.open() does without a memory that reads ${JSON.stringify(text)}`,
    withHistory(async (store, publish) => {
      const stored = await publish({ a: 1 });
      await Deno.mkdir(join(store.path, "refs"));
      await Deno.writeTextFile(join(store.path, "refs", "toy.json"), text);
      const history = await History.open(store, "toy");
      assert.equal((await history.earlier("node", NOW))?.key, stored.key);
      assert.equal(history.seconds("node"), undefined);
    }),
  );
}
