import assert from "node:assert/strict";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { prepareModel } from "../../../models/runtime/prepare_model.ts";
import { oneNodeModel } from "../../support/one_node_model.ts";
import { floats, someFloats } from "../../support/tensors.ts";

const GROUPED = oneNodeModel("Conv", {
  feeds: { x: someFloats([1, 4, 5, 5]) },
  constants: { w: someFloats([10, 2, 3, 3]) },
  attributes: { group: 2n },
});

Deno.test("prepareModel() rewrites for WebGPU and nothing else", () => {
  const plain = prepareModel(GROUPED, "wasm");
  assert.deepEqual(plain.bytes, writeModel(GROUPED));
  assert.deepEqual(plain.rewritten, []);
  const safe = prepareModel(GROUPED, "webgpu");
  assert.deepEqual(safe.rewritten, ['node 0 "Conv" (Conv)']);
  assert.notDeepEqual(safe.bytes, plain.bytes);
});

Deno.test("prepareModel() refuses weights that are not finite", () => {
  const model = oneNodeModel("Add", {
    feeds: { x: floats([1], [1]) },
    constants: { w: floats([1], [Infinity]) },
  });
  assert.throws(
    () => prepareModel(model, "wasm"),
    /The initializer "w" holds Infinity at \[0\]/,
  );
});
