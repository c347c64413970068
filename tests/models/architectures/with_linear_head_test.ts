import assert from "node:assert/strict";
import { withLinearHead } from "../../../models/architectures/with_linear_head.ts";
import type { Model } from "../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { validateGraph } from "../../../models/onnx/validate_graph.ts";
import { runModel } from "../../support/cam_fixture.ts";
import { modelOf } from "../../support/onnx_models.ts";
import { floats } from "../../support/tensors.ts";

/** A network whose features are what goes in. */
function passes(dims: readonly (number | string)[], outputs = 1): Model {
  const builder = new GraphBuilder("trunk");
  builder.input({ name: "x", type: "float32", dims });
  for (let i = 0; i < outputs; i++) {
    // Its name is one that a head might want for itself.
    const name = ["logits_before", "head"][i]!;
    builder.op("Identity", ["x"], { outputs: [name] });
    builder.output({ name, type: "float32", dims });
  }
  return modelOf(builder.build());
}

Deno.test("withLinearHead() puts weights and bias behind the features", async () => {
  const trunk = passes(["n", 3]);
  const model = withLinearHead(trunk, {
    weights: [1, 0, -1, 2, 0.5, 0],
    bias: [10, 0],
  });
  validateGraph(model);
  assert.deepEqual(model.graph.outputs, [
    { name: "logits", type: "float32", dims: ["n", 2] },
  ]);
  assert.equal(trunk.graph.nodes.length, 1);
  const { logits } = await runModel(
    model,
    floats([2, 3], [1, 2, 3, 0, 4, -1]),
  );
  assert.deepEqual(logits!.dims, [2, 2]);
  assert.deepEqual([...logits!.data], [8, 3, 11, 2]);
});

Deno.test("withLinearHead() refuses heads and networks that do not fit", () => {
  const head = { weights: [1, 2], bias: [0] };
  assert.throws(() => withLinearHead(passes(["n", 3]), head), {
    name: "RangeError",
    message: /2 weights, and 1 classes of 3 features need 3/,
  });
  for (
    const trunk of [
      passes(["n", "f"]),
      passes(["n", 2, 1]),
      passes(["n", 2], 2),
    ]
  ) {
    assert.throws(() => withLinearHead(trunk, head), {
      name: "TypeError",
      message: /model "trunk": its only output/,
    });
  }
});
