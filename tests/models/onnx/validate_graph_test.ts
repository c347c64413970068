import assert from "node:assert/strict";
import type { Graph, Node, ValueInfo } from "../../../models/onnx/graph.ts";
import { validateGraph } from "../../../models/onnx/validate_graph.ts";
import { modelOf } from "../../support/onnx_models.ts";

const X: ValueInfo = { name: "x", type: "float32", dims: [1] };

function node(
  inputs: string[],
  outputs: string[],
  more: Partial<Node> = {},
): Node {
  return {
    op: "Add",
    domain: "",
    name: "",
    inputs,
    outputs,
    attributes: {},
    ...more,
  };
}

function graph(nodes: Node[], outputs = ["y"]): Graph {
  return {
    name: "g",
    inputs: [X],
    outputs: outputs.map((name) => ({ ...X, name })),
    nodes,
    initializers: new Map(),
    values: new Map(),
  };
}

const WRONG: Readonly<Record<string, readonly [Graph, string]>> = {
  "a tensor that nothing makes": [
    graph([node(["x", "z"], ["y"], { name: "sum" })]),
    'node 0 "sum" (Add): it reads the tensor "z", which nothing makes: export the model again',
  ],
  "a tensor that is made twice": [
    graph([node(["x"], ["y"]), node(["x"], ["y"])]),
    'node 1 (Add): it makes the tensor "y", which is there already: give every tensor a name of its own',
  ],
  "nodes out of order": [
    graph([node(["a"], ["y"]), node(["x"], ["a"], { name: "first" })]),
    'node 0 (Add): it reads the tensor "a", which node 1 "first" (Add) makes later: list the nodes in the order in which they run',
  ],
  "a circle": [
    graph([
      node(["x"], ["w"]),
      node(["c", "w"], ["a"]),
      node(["a"], ["b"]),
      node(["b"], ["c"]),
      node(["c"], ["y"]),
    ]),
    'node 1 (Add): it reads the tensor "c", and nodes wait for each other in a circle (node 1 (Add), node 3 (Add), node 2 (Add)): export the model again',
  ],
  "a node that reads itself": [
    graph([node(["y"], ["y"])]),
    'node 0 (Add): it reads the tensor "y", and nodes wait for each other in a circle (node 0 (Add)): export the model again',
  ],
  "an output that no node makes": [
    graph([]),
    'output 0 "y": no node makes it: export the model again',
  ],
  "no outputs": [
    graph([], []),
    "outputs: it has none: name at least one tensor",
  ],
  "an output twice": [
    graph([node(["x"], ["y"])], ["y", "y"]),
    'output 1 "y": another output has this name: name each once',
  ],
  "a node without an operator": [
    graph([node(["x"], ["y"], { op: "" })]),
    "node 0 (): it has no operator: export the model again",
  ],
  "a domain without a version": [
    graph([node(["x"], ["y"], { domain: "com.example" })]),
    'node 0 (com.example.Add): the model names no version of the operator set "com.example": export the model again',
  ],
  "a constant whose shape disagrees": [
    {
      ...graph([node(["x"], ["y"])]),
      initializers: new Map([["w", {
        type: "float32",
        dims: [3],
        data: new Float32Array(2),
      }]]),
    },
    'initializer "w": the shape (3) disagrees with its 2 elements: export the model again',
  ],
  "an input below 0": [
    { ...graph([node(["x"], ["y"])]), inputs: [{ ...X, dims: [-1] }] },
    "input 0: the dimension -1 is out of range: export the model again",
  ],
  "a name that hides another": [
    graph([
      node(["x"], ["y"], {
        op: "If",
        attributes: { then_branch: graph([node(["x"], ["x"])]) },
      }),
    ]),
    'node 0 (If), input 0: it makes the tensor "x", which is there already: give every tensor a name of its own',
  ],
  "a name that steers a terminal": [
    graph([node(["x", "\u001b[2J"], ["y"])]),
    'node 0 (Add): it reads the tensor "\\u001b[2J", which nothing makes: export the model again',
  ],
};

for (const [what, [wrong, problem]] of Object.entries(WRONG)) {
  Deno.test(`validateGraph() refuses ${what}`, () => {
    assert.throws(() => validateGraph(modelOf(wrong), { name: "m.onnx" }), {
      name: "SyntaxError",
      message: `Cannot use "m.onnx": ${problem}`,
    });
  });
}

Deno.test("validateGraph() lets nested graphs read what is made before them", () => {
  const inner = { ...graph([node(["x", "a"], ["b"])], ["b"]), inputs: [] };
  const outer = graph([
    node(["x"], ["a"]),
    node(["a"], ["y"], { op: "If", attributes: { then_branch: inner } }),
  ]);
  validateGraph(modelOf(outer));
  const early = { ...outer, nodes: outer.nodes.toReversed() };
  assert.throws(() => validateGraph(modelOf(early)), /reads the tensor "a"/);
});

Deno.test("validateGraph() names the versions that it supports", () => {
  const model = modelOf(graph([node(["x"], ["y"])]), { opset: 6 });
  assert.throws(() => validateGraph(model), {
    name: "RangeError",
    message:
      'Cannot use "model.onnx": its version 6 of ONNX\'s operator set is not supported: convert it to one from 7 to 22 with "onnx.version_converter"',
  });
});
