import assert from "node:assert/strict";
import fc from "fast-check";
import { constantsOf } from "../../../../models/onnx/constants_of.ts";
import { imageLayouts } from "../../../../models/onnx/grad_cam/image_layouts.ts";
import type { Graph } from "../../../../models/onnx/graph.ts";
import { inferShapes } from "../../../../models/onnx/infer_shapes.ts";
import { GraphBuilder } from "../../../../models/onnx/model_builder.ts";
import { modelOf } from "../../../support/onnx_models.ts";
import { floats, ints, someFloats } from "../../../support/tensors.ts";

/** A graph that grows behind an image of 3 channels, 4 rows and 5 columns. */
class Behind {
  readonly builder = new GraphBuilder("layouts");

  constructor() {
    this.builder.input({ name: "x", type: "float32", dims: ["N", 3, 4, 5] });
  }

  op(op: string, inputs: readonly string[], output: string): this {
    this.builder.op(op, inputs, { outputs: [output] });
    return this;
  }

  /** Six channels of the three that there are. */
  conv(input: string, output: string): this {
    const kernel = this.builder.constant(someFloats([6, 3, 1, 1]));
    return this.op("Conv", [input, kernel], output);
  }

  turn(input: string, output: string, ...perm: readonly number[]): this {
    this.builder.op("Transpose", [input], {
      outputs: [output],
      ...(perm.length > 0 && { attributes: { perm: perm.map(BigInt) } }),
    });
    return this;
  }

  reshape(input: string, output: string, ...dims: number[]): this {
    const shape = this.builder.constant(ints(...dims));
    return this.op("Reshape", [input, shape], output);
  }

  mean(input: string, output: string, ...axes: readonly number[]): this {
    this.builder.op("ReduceMean", [input], {
      outputs: [output],
      attributes: { axes: axes.map(BigInt), keepdims: 0n },
    });
    return this;
  }

  /** The layouts of all tensors that have one. */
  layouts(): Record<string, string> {
    return layoutsOf(this.builder.build());
  }
}

function layoutsOf(
  graph: Graph,
  nodes: Graph["nodes"] = graph.nodes,
): Record<string, string> {
  const constants = constantsOf(graph);
  return Object.fromEntries(imageLayouts(nodes, {
    shapes: inferShapes(modelOf(graph)),
    constant: (name) => constants.get(name),
  }));
}

Deno.test("imageLayouts() follows axes through Transposes and elementwise operators", () => {
  const graph = new Behind().conv("x", "a").turn("a", "b", 0, 2, 3, 1)
    .op("Relu", ["b"], "c").op("Mul", ["c", "b"], "d")
    .turn("d", "e", 0, 2, 1, 3).turn("e", "f");
  assert.deepEqual(graph.layouts(), {
    x: "NCHW",
    a: "NCHW",
    b: "NHWC",
    c: "NHWC",
    d: "NHWC",
    e: "NWHC",
    f: "CHWN",
  });
});

Deno.test("imageLayouts() knows of what convolutions read as well", () => {
  const graph = new Behind();
  graph.builder.input({ name: "y", type: "float32", dims: ["N", 4, 5, 3] });
  graph.op("Tanh", ["y"], "a").turn("a", "b", 0, 3, 1, 2).conv("b", "c");
  assert.deepEqual(graph.layouts(), {
    y: "NHWC",
    a: "NHWC",
    b: "NCHW",
    c: "NCHW",
  });
});

Deno.test("imageLayouts() learns nothing from constants that both orders share", () => {
  const graph = new Behind();
  const half = graph.builder.constant(floats([1, 1, 1, 1], [0.5]));
  graph.conv("x", "a").op("Mul", ["a", half], "b").turn("b", "c", 0, 2, 3, 1)
    .op("Mul", ["c", half], "d");
  const { b, c, d } = graph.layouts();
  assert.deepEqual([b, c, d], ["NCHW", "NHWC", "NHWC"]);
});

Deno.test("imageLayouts() says nothing behind operators that mix axes", () => {
  const graph = new Behind().conv("x", "a").reshape("a", "b", 0, 4, 5, 6)
    .op("Relu", ["b"], "c");
  assert.deepEqual(graph.layouts(), { x: "NCHW", a: "NCHW" });
});

Deno.test("imageLayouts() takes means over two axes for means over places, unless it knows better", () => {
  const graph = new Behind().conv("x", "a").reshape("a", "b", 0, 4, 5, 6)
    .op("Relu", ["b"], "c").mean("c", "d", 1, 2)
    .turn("a", "e", 0, 2, 3, 1).mean("e", "f", 2, 3);
  assert.deepEqual(graph.layouts(), {
    x: "NCHW",
    a: "NCHW",
    b: "NHWC",
    c: "NHWC",
    e: "NHWC",
  });
  const rows = new Behind().reshape("x", "a", 0, 5, 3, 4).mean("a", "b", 2, 3);
  assert.deepEqual(rows.layouts(), { a: "NCHW" });
  const odd = new Behind().reshape("x", "a", 0, 5, 3, 4).mean("a", "b", 1, 3);
  assert.deepEqual(odd.layouts(), {});
});

Deno.test("imageLayouts() leaves out what two sides say different things of", () => {
  // Rows and columns are exchanged, and a convolution reads them as if they were not.
  const graph = new Behind().turn("x", "a", 0, 1, 3, 2).op("Relu", ["a"], "b")
    .op("Abs", ["b"], "c").conv("c", "d");
  graph.conv("x", "e");
  assert.deepEqual(graph.layouts(), {
    x: "NCHW",
    c: "NCHW",
    d: "NCHW",
    e: "NCHW",
  });
});

Deno.test("imageLayouts() does not depend on the order of nodes", () => {
  const graph = new Behind().conv("x", "a").turn("a", "b", 0, 2, 3, 1)
    .op("Relu", ["b"], "c").turn("c", "d", 0, 3, 2, 1).op("Abs", ["d"], "e")
    .op("Add", ["d", "e"], "f").turn("a", "g", 0, 1, 3, 2)
    .op("Add", ["f", "g"], "h").op("Relu", ["h"], "i")
    .reshape("i", "j", 0, 4, 5, 6).op("Abs", ["j"], "k").mean("k", "l", 1, 2)
    .builder.build();
  const wanted = layoutsOf(graph);
  assert.deepEqual([wanted.c, wanted.h, wanted.j], ["NHWC", "NCWH", "NHWC"]);
  const { length } = graph.nodes;
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...graph.nodes], { minLength: length }),
      (nodes) => assert.deepEqual(layoutsOf(graph, nodes), wanted),
    ),
    { seed: 20232, numRuns: 100 },
  );
});
