import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  type ActionFields,
  actionKey,
} from "../../../pipeline/engine/action_key.ts";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { someFields } from "../../support/some_action.ts";

const [A, B] = [digestOf("a"), digestOf("b")];

Deno.test("actionKey() is the SHA-256 of a tag and the canonical JSON of the fields", () => {
  const text = `dermx-action
{"assets":{},"code":"${digestOf("code")}","inputs":{"x":"${A}"},` +
    `"outputs":{"out":"out.txt"},"params":{"a":2,"b":1},` +
    `"runtime":{"deno":"2.9.6","target":"x86_64-unknown-linux-gnu"},` +
    `"sandbox":{"hosts":[],"mounts":[]},"stage":{"id":"some","revision":1},"v":1}`;
  const fields = someFields({ params: { b: 1, a: 2 }, inputs: { x: A } });
  assert.equal(
    actionKey(fields),
    createHash("sha256").update(text).digest("hex"),
  );
});

Deno.test("actionKey() differs wherever a field does", () => {
  const variants: Partial<ActionFields>[] = [
    {},
    { v: 2 },
    { stage: { id: "other", revision: 1 } },
    { stage: { id: "some", revision: 2 } },
    { code: A },
    { assets: { wasm: A } },
    { assets: { wasm: B } },
    { params: { a: 1 } },
    { params: { a: "1" } },
    { params: { a: [1] } },
    { params: { a: null } },
    { params: { a: 1, b: 2 } },
    { params: { a: 2, b: 1 } },
    { inputs: { x: A, y: B } },
    { inputs: { x: B, y: A } },
    { inputs: { x: A } },
    { inputs: { x: [A] } },
    { inputs: { x: [A, B] } },
    { inputs: { x: [B, A] } },
    { inputs: { x: [] } },
    { inputs: { x: null } },
    { outputs: { out: "other.txt" } },
    { outputs: { out: "out.txt/" } },
    { outputs: { other: "out.txt" } },
    { runtime: { deno: "2.9.7", target: "x86_64-unknown-linux-gnu" } },
    { runtime: { deno: "2.9.6", target: "aarch64-apple-darwin" } },
    { device: null },
    { device: { provider: "wasm" } },
    { sandbox: { mounts: ["mirror"], hosts: [] } },
    { sandbox: { mounts: [], hosts: ["mirror"] } },
  ];
  const keys = new Set(variants.map((rest) => actionKey(someFields(rest))));
  assert.equal(keys.size, variants.length);
});
