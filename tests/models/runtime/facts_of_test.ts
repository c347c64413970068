import assert from "node:assert/strict";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { wasmFacts } from "../../../models/runtime/facts_of.ts";
import { openSession } from "../../../models/runtime/open_session.ts";
import { oneNodeModel } from "../../support/one_node_model.ts";
import { floats } from "../../support/tensors.ts";

Deno.test("wasmFacts() are those of a session, which it need not open", async () => {
  const x = floats([1], [0]);
  const model = writeModel(oneNodeModel("Relu", { feeds: { x } }));
  const session = await openSession(model, { device: "wasm" });
  await session.close();
  assert.deepEqual(wasmFacts(), session.facts);
  assert.deepEqual(wasmFacts(4), { ...session.facts, threads: 4 });
});
