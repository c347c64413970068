import assert from "node:assert/strict";
import { differences } from "../../../pipeline/engine/differences.ts";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { someFields } from "../../support/some_action.ts";

const [A, B] = [digestOf("a"), digestOf("b")];

Deno.test("differences() is empty for equal fields in any order", () => {
  const before = someFields({ params: { a: 1, b: [2] } });
  const after = someFields({ params: { b: [2], a: 1 } });
  assert.deepEqual(differences(before, after), []);
});

Deno.test("differences() names each differing leaf with both values", () => {
  const before = someFields({
    params: { std: "population", list: [1, 2], gone: true, kind: {} },
    inputs: { masks: A, none: A, parts: [A, B] },
  });
  const after = someFields({
    params: { std: "sample", list: [1, 3, 4], new: null, kind: "text" },
    inputs: { masks: B, none: null, parts: [A] },
    device: { provider: "wasm" },
  });
  assert.deepEqual(differences(before, after), [
    { field: "params.std", before: "population", after: "sample" },
    { field: "params.list.1", before: 2, after: 3 },
    { field: "params.list.2", after: 4 },
    { field: "params.new", after: null },
    { field: "params.kind", before: {}, after: "text" },
    { field: "params.gone", before: true },
    { field: "inputs.masks", before: A, after: B },
    { field: "inputs.none", before: A, after: null },
    { field: "inputs.parts.1", before: B },
    { field: "device", after: { provider: "wasm" } },
  ]);
});

Deno.test("differences() tells an empty list from an empty object and from nothing", () => {
  const fields = (value: null | [] | Record<string, never>) =>
    someFields({ params: { value } });
  assert.equal(differences(fields(null), fields([])).length, 1);
  assert.equal(differences(fields(null), fields({})).length, 1);
  assert.equal(differences(fields([]), fields({})).length, 1);
});

Deno.test("differences() knows a member by the name of a method from none", () => {
  const before = someFields({ params: {} });
  const after = someFields({ params: { constructor: 1, toString: 2 } });
  assert.deepEqual(differences(before, after), [
    { field: "params.constructor", after: 1 },
    { field: "params.toString", after: 2 },
  ]);
});
