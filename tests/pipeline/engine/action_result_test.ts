import assert from "node:assert/strict";
import fc from "fast-check";
import {
  blobsOf,
  decodeResult,
  encodeResult,
  sameOutputs,
} from "../../../pipeline/engine/action_result.ts";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { someResult } from "../../support/some_action.ts";

const KEY = digestOf("key");
const A = { digest: digestOf("a"), size: 1 };
const B = { digest: digestOf("b"), size: 1 };
const RESULT = someResult({ one: A, parts: [A, B] }, { log: ["a line"] });

Deno.test("decodeResult() reads what encodeResult() wrote", () => {
  assert.deepEqual(decodeResult(KEY, encodeResult(KEY, RESULT)), RESULT);
});

Deno.test("decodeResult() knows another action's result", () => {
  const text = encodeResult(digestOf("other key"), RESULT);
  assert.equal(decodeResult(KEY, text), undefined);
});

Deno.test("decodeResult() knows every text in which a character was changed or that was cut", () => {
  const text = encodeResult(KEY, RESULT);
  fc.assert(
    fc.property(
      fc.nat(text.length - 2),
      fc.constantFrom("0", "1", "a", '"', " "),
      (at, character) => {
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        if (changed === text) return;
        const read = decodeResult(KEY, changed);
        // White space that means nothing may come or go; the content may not.
        if (read !== undefined) assert.deepEqual(read, RESULT);
        assert.equal(decodeResult(KEY, text.slice(0, at)), undefined);
      },
    ),
    { seed: 3, numRuns: 500 },
  );
});

Deno.test("decodeResult() takes texts of other kinds for none", () => {
  for (const text of ["", "{}", "null", "5", "[]", '{"v":1}', '{"v":"1"}']) {
    assert.equal(decodeResult(KEY, text), undefined, text);
  }
});

Deno.test("decodeResult() refuses a newer format", () => {
  assert.throws(() => decodeResult(KEY, '{"v":2,"anything":true}'), {
    name: "RangeError",
    message:
      "Cannot read a result of format 2, this version knows 1: update the program or choose another store with --store",
  });
});

Deno.test("sameOutputs() compares ports and bytes", () => {
  assert.ok(sameOutputs({ x: A, y: B }, { y: B, x: A }));
  assert.ok(!sameOutputs({ x: A, y: B }, { x: B, y: A }));
  assert.ok(!sameOutputs({ x: [A, B] }, { x: [B, A] }));
  assert.ok(!sameOutputs({ x: A }, { x: [A] }));
  assert.ok(!sameOutputs({ x: A }, {}));
});

Deno.test("blobsOf() lists files and parts", () => {
  assert.deepEqual(blobsOf(RESULT.outputs), [A, A, B]);
});
