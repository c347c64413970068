// Publishes results into a store until it is killed; started by store_crash_test.ts.
import { numberedAction } from "./some_action.ts";
import { Store } from "../../pipeline/engine/store.ts";

const [path, first] = Deno.args;
const store = await Store.open(path!);
Deno.stdout.writeSync(new TextEncoder().encode("ready\n"));
for (let i = Number(first);; i++) {
  const { key, fields, contents, resultOf } = numberedAction(i);
  const blobs = await Promise.all(contents.map((x) => store.putBytes(x)));
  await store.publish(key, fields, resultOf(blobs));
}
