import assert from "node:assert/strict";
import { graphMermaid } from "../../../pipeline/engine/graph_mermaid.ts";
import { graphOf } from "../../support/graphs.ts";

Deno.test("graphMermaid() writes nodes, states and ports", () => {
  const { nodes, edges } = graphOf(
    "raster_check end",
    "raster_check>end:a",
    "raster_check>end:b.csv",
  );
  const blocked = [nodes[0]!, { ...nodes[1]!, state: "blocked" }];
  assert.equal(
    graphMermaid({ nodes: blocked, edges }),
    `flowchart TD
  n0["raster_check"]
  n1["end<br>blocked"]
  n0 -->|"a, b.csv"| n1
  style n1 stroke-dasharray: 4 3
`,
  );
});

// Mermaid 11 draws each of these labels as the text on the left; that was
// checked in a browser once, and the form is kept here.
const LABELS = {
  'a"b': "a#34;b",
  "`md`": "#96;md#96;",
  "<script>": "#60;script#62;",
  "#35;": "#35;35#59;",
  "a|b]": "a#124;b#93;",
  "%%note": "#37;#37;note",
  "&amp;": "#38;amp#59;",
  "Köbner": "Köbner",
  "🙂": "#128578;",
  "x\ny": "x#65533;y",
  "": "#160;",
};

for (const [text, label] of Object.entries(LABELS)) {
  Deno.test(`graphMermaid() writes ${JSON.stringify(text)} as ${JSON.stringify(label)}`, () => {
    const nodes = [{ id: text }];
    const expected = `flowchart TD\n  n0["${label}"]\n`;
    assert.equal(graphMermaid({ nodes, edges: [] }), expected);
  });
}

Deno.test("graphMermaid() of no nodes is an empty flowchart", () => {
  assert.equal(graphMermaid(graphOf("")), "flowchart TD\n");
});
