import assert from "node:assert/strict";
import fc from "fast-check";
import { cutTensors } from "../../../../models/onnx/grad_cam/cut_tensors.ts";
import { dependence } from "../../../../models/onnx/gradient/dependence.ts";
import type { Graph, Node } from "../../../../models/onnx/graph.ts";

/** A node that reads and makes tensors. */
function node(inputs: readonly string[], outputs: readonly string[]): Node {
  return { op: "F", domain: "", name: "", inputs, outputs, attributes: {} };
}

/** The cut tensors between "x" and a tensor, and the nodes on the way. */
function cutsOf(
  nodes: readonly Node[],
  to: string,
): { cuts: string[]; way: readonly Node[] } {
  const graph: Graph = {
    name: "g",
    inputs: [{ name: "x", type: "float32", dims: [1] }],
    outputs: [{ name: to, type: "float32", dims: [1] }],
    nodes,
    initializers: new Map(),
    values: new Map(),
  };
  const way = dependence(graph, { of: to, wrt: ["x"], varies: () => true });
  const cuts = cutTensors(way.nodes, { ...way, from: "x", to });
  return { cuts, way: way.nodes };
}

/** The tensors that all paths from "x" to a tensor have, by walking each path. */
function onEveryPath(nodes: readonly Node[], to: string): Set<string> {
  const paths: string[][] = [];
  const walk = (path: readonly string[]): void => {
    const last = path.at(-1)!;
    if (last === to) {
      paths.push([...path]);
      return;
    }
    for (const { inputs, outputs } of nodes) {
      if (!inputs.includes(last)) continue;
      for (const output of outputs) walk([...path, output]);
    }
  };
  walk(["x"]);
  const [first = [], ...others] = paths;
  return new Set(
    first.filter((name) => others.every((path) => path.includes(name))),
  );
}

Deno.test("cutTensors() passes over what a residual block has inside", () => {
  const { cuts } = cutsOf([
    node(["x"], ["a"]),
    node(["a"], ["b"]),
    node(["b"], ["c"]),
    node(["c", "a"], ["sum"]),
    node(["sum"], ["y"]),
  ], "y");
  assert.deepEqual(cuts, ["x", "a", "sum", "y"]);
});

Deno.test("cutTensors() leaves out what the scores do not depend on", () => {
  const { cuts } = cutsOf([
    node(["x"], ["a"]),
    node(["x"], ["auxiliary"]),
    node(["auxiliary"], ["other"]),
    node(["a", "weights"], ["y"]),
  ], "y");
  assert.deepEqual(cuts, ["x", "a", "y"]);
});

Deno.test("cutTensors() finds exactly the tensors that all paths have", () => {
  // Each node reads one to three of the tensors made before it, and makes one or two.
  const choice = fc.tuple(
    fc.array(fc.nat(40), { minLength: 1, maxLength: 3 }),
    fc.integer({ min: 1, max: 2 }),
  );
  fc.assert(
    fc.property(fc.array(choice, { minLength: 1, maxLength: 9 }), (choices) => {
      const made = ["x"];
      const nodes = choices.map(([reads, makes], i) => {
        // Mostly from the recent ones, so that graphs are long rather than broad.
        const inputs = reads.map((place) =>
          made[Math.max(0, made.length - 1 - place % 4)]!
        );
        const outputs = Array.from({ length: makes }, (_, k) => `t${i}_${k}`);
        made.push(...outputs);
        return node(inputs, outputs);
      });
      const to = made.at(-1)!;
      const { cuts } = cutsOf(nodes, to);
      assert.deepEqual(
        new Set(cuts),
        onEveryPath(nodes, to),
      );
    }),
    { seed: 20231, numRuns: 300 },
  );
});
