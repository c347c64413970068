import assert from "node:assert/strict";
import * as fc from "fast-check";
import { graphSvg } from "../../../pipeline/engine/graph_svg.ts";
import { ACYCLIC, graphOf, SEED } from "../../support/graphs.ts";

const SMALL = graphOf("fetch ingest", "fetch>ingest:annotations");

Deno.test("graphSvg() tells its title, nodes and arrows as text", () => {
  const svg = graphSvg(SMALL, { title: "Stages" });
  assert.ok(svg.includes('aria-labelledby="graph-title graph-desc"'));
  assert.ok(svg.includes('<title id="graph-title">Stages</title>'));
  assert.ok(svg.includes(
    '<desc id="graph-desc">2 nodes, 1 connection. fetch leads to ingest.</desc>',
  ));
  assert.ok(svg.includes("<title>fetch → ingest: annotations</title>"));
  assert.match(svg, /<text [^>]*>fetch<\/text>/);
  assert.match(svg, /<text [^>]*>ingest<\/text>/);
});

Deno.test("graphSvg() says a state in words and draws a blocked node dashed", () => {
  const [first, second] = SMALL.nodes;
  const nodes = [first!, { ...second!, state: "blocked" }];
  const svg = graphSvg({ nodes, edges: SMALL.edges });
  assert.equal(svg.match(/stroke-dasharray/g)?.length, 1);
  assert.match(svg, /<text [^>]*>blocked<\/text>/);
  assert.ok(svg.includes("ingest is blocked."));
});

Deno.test("graphSvg() refers to nothing outside and follows the viewer's scheme", () => {
  const alone = graphSvg(SMALL);
  assert.doesNotMatch(
    alone.replace("http://www.w3.org/2000/svg", ""),
    /href|url\(|http|@import/,
  );
  assert.match(alone, /color-scheme:light dark/);
  assert.match(alone, /<\/svg>\n$/);
  const embedded = graphSvg(SMALL, { embedded: true });
  assert.doesNotMatch(embedded, /<style|\sstyle=/);
  assert.match(embedded, /<\/svg>$/);
});

Deno.test("graphSvg() escapes names", () => {
  const nodes = [{ id: `</text><script>&"'`, state: "\u0000<b>" }];
  const svg = graphSvg({ nodes, edges: [] }, { title: "</title><i>" });
  assert.ok(svg.includes("&lt;/text&gt;&lt;script&gt;&amp;&quot;&#39;"));
  assert.doesNotMatch(svg, /<script|<b>|<i>|[^\P{Cc}\n]/u);
});

Deno.test("graphSvg() writes the same well-formed bytes each time", () => {
  fc.assert(
    fc.property(ACYCLIC, (view) => {
      const svg = graphSvg(view);
      assert.equal(graphSvg(structuredClone(view)), svg);
      assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
      const open: string[] = [];
      for (const [tag, name] of svg.matchAll(/<\/?([a-z]+)[^<>]*>/g)) {
        if (tag.startsWith("</")) assert.equal(open.pop(), name);
        else if (!tag.endsWith("/>")) open.push(name!);
      }
      assert.deepEqual(open, []);
    }),
    { seed: SEED },
  );
});

Deno.test("graphSvg() draws an empty graph", () => {
  assert.ok(graphSvg(graphOf("")).includes("0 nodes, 0 connections."));
});
