import assert from "node:assert/strict";
import * as fc from "fast-check";
import { graphLayout } from "../../../pipeline/engine/graph_layout.ts";
import { ACYCLIC, graphOf, SEED } from "../../support/graphs.ts";

Deno.test("graphLayout() keeps boxes apart and inside the drawing", () => {
  fc.assert(
    fc.property(ACYCLIC, (view) => {
      const { width, height, nodes } = graphLayout(view);
      assert.equal(nodes.length, view.nodes.length);
      for (const [i, a] of nodes.entries()) {
        assert.ok(a.x >= 0 && a.x + a.width <= width);
        assert.ok(a.y >= 0 && a.y + a.height <= height);
        for (const b of nodes.slice(i + 1)) {
          const apart = a.x + a.width < b.x || b.x + b.width < a.x ||
            a.y + a.height < b.y || b.y + b.height < a.y;
          assert.ok(apart, `${a.node.id} overlaps ${b.node.id}`);
        }
      }
    }),
    { seed: SEED },
  );
});

Deno.test("graphLayout() leads arrows down from box to box and behind none", () => {
  fc.assert(
    fc.property(ACYCLIC, (view) => {
      const { nodes, links } = graphLayout(view);
      const boxes = new Map(nodes.map((box) => [box.node.id, box]));
      for (const { from, to, points } of links) {
        const start = boxes.get(from)!;
        const end = boxes.get(to)!;
        assert.deepEqual(points[0], {
          x: start.x + start.width / 2,
          y: start.y + start.height,
        });
        assert.deepEqual(points.at(-1), {
          x: end.x + end.width / 2,
          y: end.y,
        });
        for (const [i, b] of points.slice(1).entries()) {
          const a = points[i]!;
          assert.ok(a.y < b.y || (a.y === b.y && a.x === b.x), "goes up");
          for (const box of nodes) {
            const isBeside = Math.max(a.x, b.x) < box.x ||
              Math.min(a.x, b.x) > box.x + box.width ||
              b.y <= box.y || a.y >= box.y + box.height;
            assert.ok(isBeside, `runs behind ${box.node.id}`);
          }
        }
      }
    }),
    { seed: SEED },
  );
});

Deno.test("graphLayout() draws a chain as one straight line", () => {
  const { links } = graphLayout(
    graphOf("a bbbbbbbbbbbb c", "a>bbbbbbbbbbbb", "bbbbbbbbbbbb>c"),
  );
  const columns = links.flatMap(({ points }) => points.map(({ x }) => x));
  assert.equal(new Set(columns).size, 1);
});

Deno.test("graphLayout() puts a node below what it reads from", () => {
  const { links } = graphLayout(graphOf("p q r s", "q>r", "r>s", "p>s"));
  const [start, end] = [links[0]!.points[0]!, links[0]!.points.at(-1)!];
  assert.ok(Math.abs(start.x - end.x) <= 2, `${start.x} and ${end.x}`);
});

Deno.test("graphLayout() makes room for a state", () => {
  const nodes = [{ id: "a" }, { id: "b", state: "reused" }];
  const [plain, stated] = graphLayout({ nodes, edges: [] }).nodes;
  assert.ok(stated!.height >= plain!.height + 11);
});

Deno.test("graphLayout() gives an empty graph an empty drawing", () => {
  const { width, height, nodes, links } = graphLayout(graphOf(""));
  assert.deepEqual({ nodes, links }, { nodes: [], links: [] });
  assert.ok(Number.isFinite(width) && width > 0);
  assert.ok(Number.isFinite(height) && height > 0);
});
