import assert from "node:assert/strict";
import * as fc from "fast-check";
import { graphLayers } from "../../../pipeline/engine/graph_layers.ts";
import { ACYCLIC, graphOf, SEED } from "../../support/graphs.ts";

Deno.test("graphLayers() puts a node as deep as the longest path to it", () => {
  const view = graphOf("a b c d", "a>b", "b>c", "a>c", "c>d", "a>d");
  assert.deepEqual(graphLayers(view), [["a"], ["b"], ["c"], ["d"]]);
});

Deno.test("graphLayers() puts a source directly above its first reader", () => {
  const view = graphOf("late a b c both", "a>b", "b>c", "late>c", "both>b");
  assert.deepEqual(graphLayers(view), [["a", "both"], ["late", "b"], ["c"]]);
});

Deno.test("graphLayers() leaves nodes without edges at the top", () => {
  assert.deepEqual(graphLayers(graphOf("x y")), [["x", "y"]]);
  assert.deepEqual(graphLayers(graphOf("")), []);
});

Deno.test("graphLayers() names a cycle, in the direction of its edges", () => {
  assert.throws(
    () => graphLayers(graphOf("a b c d", "a>b", "b>c", "c>d", "d>b")),
    {
      name: "RangeError",
      message: /^Graph has a cycle: ("[bcd]" → ){3}"[bcd]"$/,
    },
  );
  try {
    graphLayers(graphOf("b c d", "b>c", "c>d", "d>b"));
    assert.fail("No error");
  } catch (error) {
    assert.match(String(error), /"b" → "c" → "d" → "b"/);
  }
  assert.throws(() => graphLayers(graphOf("a", "a>a")), {
    message: 'Graph has a cycle: "a" → "a"',
  });
});

Deno.test("graphLayers() leads every edge of any acyclic graph downwards", () => {
  fc.assert(
    fc.property(ACYCLIC, (view) => {
      const layers = graphLayers(view);
      const depth = new Map(
        layers.flatMap((ids, i) => ids.map((id) => [id, i] as const)),
      );
      assert.equal(depth.size, view.nodes.length);
      assert.ok(layers.every((ids) => ids.length > 0));
      for (const { from, to } of view.edges) {
        assert.ok(depth.get(from)! < depth.get(to)!);
      }
    }),
    { seed: SEED },
  );
});
