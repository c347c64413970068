import assert from "node:assert/strict";
import * as fc from "fast-check";
import { graphText } from "../../../pipeline/engine/graph_text.ts";
import { ACYCLIC, graphOf, SEED } from "../../support/graphs.ts";

const STUDY = graphOf(
  "fetch ingest census agreement evidence compare report",
  "fetch>ingest:annotations",
  "ingest>census",
  "ingest>agreement",
  "census>compare",
  "agreement>compare",
  "evidence>compare",
  "compare>report",
);

Deno.test("graphText() indents readers and names their other sources", () => {
  assert.equal(
    graphText(STUDY),
    `fetch
└─ ingest
   ├─ census
   └─ agreement
evidence
└─ compare       (also reads census, agreement)
   └─ report
`,
  );
});

Deno.test("graphText() aligns states in a column", () => {
  const nodes = STUDY.nodes.slice(0, 3).map((node, i) =>
    i === 1 ? { ...node, state: "reused" } : node
  );
  const edges = STUDY.edges.slice(0, 2);
  assert.equal(
    graphText({ nodes, edges }),
    `fetch
└─ ingest     reused
   └─ census
`,
  );
});

Deno.test("graphText() has each node once, after all that it reads from", () => {
  fc.assert(
    fc.property(ACYCLIC, (view) => {
      const named = {
        nodes: view.nodes.map((_, i) => ({ id: `n${i}` })),
        edges: view.edges.map(({ from, to }) => ({
          from: `n${view.nodes.findIndex(({ id }) => id === from)}`,
          to: `n${view.nodes.findIndex(({ id }) => id === to)}`,
        })),
      };
      const lines = graphText(named).split("\n").slice(0, -1);
      const order = lines.map((line) => line.match(/n\d+/)![0]);
      assert.deepEqual(
        order.toSorted(),
        named.nodes.map(({ id }) => id).toSorted(),
      );
      for (const { from, to } of named.edges) {
        assert.ok(order.indexOf(from) < order.indexOf(to));
      }
    }),
    { seed: SEED },
  );
});

Deno.test("graphText() lets no control character through", () => {
  const nodes = [{ id: "a\u001b[31m\nb", state: "\u0007" }];
  assert.equal(graphText({ nodes, edges: [] }), "a\uFFFD[31m\uFFFDb  \uFFFD\n");
});

Deno.test("graphText() of no nodes is empty, and a cycle an error", () => {
  assert.equal(graphText(graphOf("")), "");
  assert.throws(() => graphText(graphOf("a b", "a>b", "b>a")), RangeError);
});
