import assert from "node:assert/strict";
import { inferShapes } from "../../../models/onnx/infer_shapes.ts";
import { inspectModel } from "../../../models/onnx/inspect_model.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { int64, modelOf } from "../../support/onnx_models.ts";

Deno.test("inspectModel() counts each constant once, for the node that reads it first", () => {
  const builder = new GraphBuilder("net");
  builder.input({ name: "x", type: "float32", dims: ["n", 4] });
  const weight = builder.constant({
    type: "float32",
    dims: [4, 4],
    data: new Float32Array(16),
  });
  const [a] = builder.op("MatMul", ["x", weight], { name: "first" });
  const [b] = builder.op("MatMul", [a!, weight], { name: "second" });
  const [slope] = builder.op("Constant", [], {
    attributes: {
      value: { type: "float32", dims: [4], data: new Float32Array(4) },
    },
  });
  const [c] = builder.op("Mul", [b!, slope!]);
  const shape = builder.constant(int64([0, 2, 2]));
  const [d] = builder.op("Reshape", [c!, shape]);
  builder.op("Fold", [d!], { domain: "com.example", outputs: ["y"] });
  builder.output({ name: "y", type: "float32", dims: undefined });
  const model = {
    ...modelOf(builder.build()),
    metadata: new Map([["classes", "a, b"]]),
  };
  const { nodes, totals, metadata, inputs } = inspectModel(
    model,
    inferShapes(model, { x: [3, 4] }),
  );
  assert.deepEqual(
    nodes.map(({ name, op, parameters }) => [name || op, parameters]),
    [
      ["first", 16],
      ["second", 0],
      ["Constant", 4],
      ["Mul", 0],
      ["Reshape", 0],
      ["Fold", 0],
    ],
  );
  assert.deepEqual(nodes[4]!.outputs, [
    { name: d!, type: "float32", dims: [3, 2, 2] },
  ]);
  assert.deepEqual(nodes[5]!.outputs, [{ name: "y", type: "float32" }]);
  assert.deepEqual(totals, {
    nodes: 6,
    parameters: 20,
    bytes: 16 * 4 + 4 * 4 + 3 * 8,
    operators: {
      MatMul: 2,
      Constant: 1,
      Mul: 1,
      Reshape: 1,
      "com.example.Fold": 1,
    },
  });
  assert.deepEqual(metadata, { classes: "a, b" });
  assert.deepEqual(inputs[0]!.dims, ["n", 4]);
});
