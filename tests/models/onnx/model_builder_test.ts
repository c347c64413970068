import assert from "node:assert/strict";
import fc from "fast-check";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { validateGraph } from "../../../models/onnx/validate_graph.ts";
import { int64, modelOf } from "../../support/onnx_models.ts";

Deno.test("GraphBuilder makes names that nothing in the graph has", () => {
  const inner = new GraphBuilder("inner");
  inner.op("Constant", [], { outputs: ["Relu_1"] });
  const builder = new GraphBuilder("outer");
  builder.input({ name: "Relu", type: "float32", dims: [1] });
  builder.op("If", ["Relu"], { attributes: { then_branch: inner.build() } });
  const grown = GraphBuilder.from(builder.build());
  assert.deepEqual(grown.op("Relu", ["Relu"]), ["Relu_2"]);
  assert.deepEqual(grown.op("Relu", ["Relu"]), ["Relu_3"]);
  assert.equal(grown.constant(int64([1])), "constant");
  assert.equal(grown.constant(int64([1])), "constant_1");
});

Deno.test("GraphBuilder gives valid graphs whatever names it is asked for", () => {
  const stem = fc.constantFrom("", "a", "a_1", "a_2", "Relu", "x");
  fc.assert(
    fc.property(fc.array(fc.tuple(stem, fc.boolean())), (steps) => {
      const builder = new GraphBuilder();
      let last = builder.input({ name: "x", type: "float32", dims: [1] });
      for (const [name, isConstant] of steps) {
        if (isConstant) builder.constant(int64([1]), name);
        else [last] = builder.op("Relu", [last], { name }) as [string];
      }
      builder.output({ name: last, type: "float32", dims: [1] });
      validateGraph(modelOf(builder.build()));
    }),
    { seed: 31, numRuns: 200 },
  );
});

Deno.test("GraphBuilder.from() leaves the graph as it is", () => {
  const builder = new GraphBuilder("g");
  builder.input({ name: "x", type: "float32", dims: [1] });
  const graph = builder.build();
  const grown = GraphBuilder.from(graph);
  grown.op("Relu", ["x"]);
  grown.constant(int64([1]));
  assert.equal(graph.nodes.length, 0);
  assert.equal(graph.initializers.size, 0);
  assert.equal(grown.build().nodes.length, 1);
});

Deno.test("GraphBuilder refuses a name that is taken", () => {
  const builder = new GraphBuilder("g");
  builder.input({ name: "x", type: "float32", dims: [1] });
  builder.output({ name: "x", type: "float32", dims: [1] });
  assert.throws(() => builder.op("Relu", ["x"], { outputs: ["x"] }), {
    name: "RangeError",
    message:
      'Cannot name a tensor "x" in the graph "g": another has this name: take one from "fresh"',
  });
  assert.throws(
    () => builder.input({ name: "x", type: "float32", dims: [1] }),
    /another has this name/,
  );
  assert.throws(
    () => builder.output({ name: "x", type: "float32", dims: [1] }),
    /it has an output of this name: declare each once$/,
  );
});
