import assert from "node:assert/strict";
import { mapStackTrace } from "../../../pipeline/engine/stack_trace.ts";

// Written by hand: line 1, columns 0 and 10 of the bundle come from line 3 of
// one file and line 7 of another, column 20 from nowhere.
const MAP = JSON.stringify({
  version: 3,
  sources: ["../../../pipeline/stages/one_run.ts", "file:///project/two.ts"],
  names: [],
  mappings: "AAEA,UCIA,U",
});
const OPTIONS = { map: MAP, root: "/project" };

Deno.test("mapStackTrace() puts file and line of the sources for places of the bundle", () => {
  const stack = [
    "RangeError: out of bundle.js",
    "    at deep (file:///store/tmp/x/bundle.js:1:1)",
    "    at async run (file:///store/tmp/x/bundle.js:1:15)",
    "    at /store/tmp/with space/bundle.js:1:11",
    "    at ext:core/01_core.js:1:1",
    "    at file:///store/tmp/x/bundle.js:1:25",
    "    at file:///store/tmp/x/bundle.js:99:1",
  ].join("\n");
  assert.deepEqual(mapStackTrace(stack, OPTIONS).split("\n"), [
    "RangeError: out of bundle.js",
    "    at deep (pipeline/stages/one_run.ts:3)",
    "    at async run (two.ts:7)",
    "    at /store/tmp/with two.ts:7",
    "    at ext:core/01_core.js:1:1",
    "    at file:///store/tmp/x/bundle.js:1:25",
    "    at file:///store/tmp/x/bundle.js:99:1",
  ]);
});

Deno.test("mapStackTrace() leaves a stack without places alone", () => {
  assert.equal(mapStackTrace("", OPTIONS), "");
  assert.equal(mapStackTrace("only words", OPTIONS), "only words");
});

Deno.test("mapStackTrace() tells places relative to the project, however deep the store lies", () => {
  const map = JSON.stringify({
    version: 3,
    sources: ["../../../home/me/project/pipeline/one.ts", "../../other/two.ts"],
    names: [],
    mappings: "AAEA,UCIA,U",
  });
  assert.deepEqual(
    ["1", "11"].map((column) =>
      mapStackTrace(`at x (bundle.js:1:${column})`, {
        map,
        root: "/home/me/project",
      })
    ),
    ["at x (pipeline/one.ts:3)", "at x (other/two.ts:7)"],
  );
});
