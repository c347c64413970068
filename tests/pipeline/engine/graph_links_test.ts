import assert from "node:assert/strict";
import { graphLinks } from "../../../pipeline/engine/graph_links.ts";
import { graphOf } from "../../support/graphs.ts";

Deno.test("graphLinks() merges parallel edges and keeps their ports in order", () => {
  const view = graphOf("a b c", "a>b:y", "b>c", "a>b:x", "a>b:y");
  assert.deepEqual(graphLinks(view), [
    { from: "a", to: "b", ports: ["y", "x"] },
    { from: "b", to: "c", ports: [] },
  ]);
});

Deno.test("graphLinks() does not confuse ids that look like a pair", () => {
  const view = {
    nodes: [{ id: "a" }, { id: 'a","b' }, { id: "b" }, { id: 'b","b' }],
    edges: [{ from: "a", to: 'b","b' }, { from: 'a","b', to: "b" }],
  };
  assert.equal(graphLinks(view).length, 2);
});

Deno.test("graphLinks() refuses an edge to nowhere and suggests a node", () => {
  assert.throws(() => graphLinks(graphOf("fetch ingest", "fetch>ingst")), {
    name: "RangeError",
    message:
      'Edge from "fetch" to "ingst" names "ingst", which is not a node: did you mean "ingest"?',
  });
});

Deno.test("graphLinks() refuses two nodes of one name", () => {
  assert.throws(() => graphLinks(graphOf("a b a")), {
    name: "RangeError",
    message: 'Graph has two nodes named "a"',
  });
});
