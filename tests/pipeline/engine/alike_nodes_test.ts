import assert from "node:assert/strict";
import fc from "fast-check";
import { alikeNodes } from "../../../pipeline/engine/alike_nodes.ts";
import { graphLayers } from "../../../pipeline/engine/graph_layers.ts";
import { nodesNamed } from "../../../pipeline/engine/nodes_named.ts";
import type { Source, StudyNode } from "../../../pipeline/engine/study.ts";
import { studyGraph } from "../../../pipeline/engine/study_graph.ts";
import { toyNode } from "../../support/toy_project.ts";

/** A node of a stage that reads the one output of others. */
function node(
  id: string,
  stage: string,
  inputs: Readonly<Record<string, string | Source>> = {},
): StudyNode {
  const entry = new URL(import.meta.url);
  const outputs = { out: { file: "out" } };
  const sources = Object.entries(inputs).map(([port, source]) => [
    port,
    typeof source === "string" ? { node: source, port: "out" } : source,
  ]);
  return toyNode({ id: stage, revision: 1, entry, inputs: {}, outputs }, {
    id,
    inputs: Object.fromEntries(sources),
  });
}

const FILE = { file: new URL(import.meta.url) };

/** Three networks, scored, and a random map that is scored as well. */
const NODES = [
  node("preprocess", "preprocess"),
  ...[0, 1, 2].flatMap((i) => [
    node(`infer-${i}`, "infer", {
      pixels: "preprocess",
      model: i === 1 ? { missing: "models", message: "" } : FILE,
    }),
    node(`score-${i}`, "score", { maps: `infer-${i}` }),
  ]),
  node("random", "reference_maps", { pixels: "preprocess" }),
  node("centre", "reference_maps", { pixels: "preprocess" }),
  node("score-random", "score", { maps: "random" }),
  node("benchmark", "benchmark", {
    a: "score-0",
    b: "score-1",
    c: "score-2",
    random: "score-random",
  }),
];

Deno.test("alikeNodes() puts together what does the same with other data", () => {
  const groups = alikeNodes(NODES).map(({ id, nodes }) => [
    id,
    nodes.map((node) => node.id).join(" "),
  ]);
  assert.deepEqual(groups, [
    ["preprocess", "preprocess"],
    ["infer ×3", "infer-0 infer-1 infer-2"],
    ["score ×3", "score-0 score-1 score-2"],
    ["reference_maps ×2", "random centre"],
    ["score-random", "score-random"],
    ["benchmark", "benchmark"],
  ]);
});

Deno.test("alikeNodes() gives groups of one stage and size names of their own", () => {
  const nodes = [
    node("a", "a"),
    node("b", "b"),
    ...["a", "b"].flatMap((source) =>
      [1, 2].map((i) => node(`${source}-${i}`, "score", { maps: source }))
    ),
  ];
  assert.deepEqual(alikeNodes(nodes).map(({ id }) => id), [
    "a",
    "b",
    "a-1 … a-2",
    "b-1 … b-2",
  ]);
});

Deno.test("studyGraph() joins alike nodes and their wires, and draws all if asked", () => {
  const view = studyGraph(NODES);
  assert.equal(view.nodes.length, 6);
  assert.deepEqual(view.edges, [
    { from: "preprocess", to: "infer ×3", port: "out" },
    { from: "infer ×3", to: "score ×3", port: "out" },
    { from: "preprocess", to: "reference_maps ×2", port: "out" },
    { from: "reference_maps ×2", to: "score-random", port: "out" },
    { from: "score ×3", to: "benchmark", port: "out" },
    { from: "score-random", to: "benchmark", port: "out" },
  ]);
  const whole = studyGraph(NODES, { whole: true });
  assert.equal(whole.nodes.length, NODES.length);
  assert.equal(whole.edges.length, 3 + 3 + 2 + 1 + 4);
});

Deno.test("studyGraph() makes no cycle of any acyclic graph, and loses no wire", () => {
  const edges = fc.array(fc.array(fc.nat(15), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 16,
  });
  fc.assert(
    fc.property(edges, fc.array(fc.nat(2)), (edges, stages) => {
      const nodes = edges.map((sources, i) => {
        const inputs = i === 0
          ? {}
          : Object.fromEntries(sources.map((x, p) => [`p${p}`, `n${x % i}`]));
        return node(`n${i}`, `stage${stages[i] ?? 0}`, inputs);
      });
      const groups = alikeNodes(nodes.toReversed());
      const view = studyGraph(nodes.toReversed());
      graphLayers(view);
      assert.equal(new Set(groups.map(({ id }) => id)).size, groups.length);
      const groupOf = (id: string): string =>
        groups.find(({ nodes }) => nodes.some((node) => node.id === id))!.id;
      for (const { id, inputs } of nodes) {
        for (const source of Object.values(inputs)) {
          assert.ok("node" in source);
          const [from, to] = [groupOf(source.node), groupOf(id)];
          assert.ok(view.edges.some((x) => x.from === from && x.to === to));
        }
      }
    }),
    { seed: 3, numRuns: 200 },
  );
});

Deno.test("alikeNodes() ends on a graph that has a cycle", () => {
  const nodes = [node("a", "s", { x: "b" }), node("b", "s", { x: "a" })];
  assert.equal(alikeNodes(nodes).flatMap(({ nodes }) => nodes).length, 2);
});

Deno.test("nodesNamed() finds a node, or else the nodes of a stage", () => {
  const named = (name: string): string[] =>
    nodesNamed(NODES, name).map(({ id }) => id);
  assert.deepEqual(named("infer-1"), ["infer-1"]);
  assert.deepEqual(named("infer"), ["infer-0", "infer-1", "infer-2"]);
  assert.deepEqual(named("inf"), []);
  const own = [node("score", "other"), node("x", "score")];
  assert.deepEqual(nodesNamed(own, "score").map(({ id }) => id), ["score"]);
});
