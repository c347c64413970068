import assert from "node:assert/strict";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { openSession } from "../../../models/runtime/open_session.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import { oneNodeModel } from "../../support/one_node_model.ts";
import { floats, ints } from "../../support/tensors.ts";

const X = floats([3], [-1, 2, 0.5]);
const RELU = writeModel(oneNodeModel("Relu", { feeds: { x: X } }));

Deno.test("openSession() tells what computes, in plain JSON", async () => {
  const session = await openSession(RELU, { device: "wasm" });
  assert.deepEqual(JSON.parse(JSON.stringify(session.facts)), {
    provider: "wasm",
    runtime: "onnxruntime-web 1.30.0",
    threads: 1,
    precision: "float32",
  });
  await session.close();
});

Deno.test("openSession() refuses another number of threads than the process has", async () => {
  const session = await openSession(RELU, { device: "wasm" });
  await assert.rejects(openSession(RELU, { device: "wasm", threads: 2 }), {
    name: "RangeError",
    message: /runs with 1 threads in this process and cannot change to 2/,
  });
  await session.close();
});

Deno.test("openSession() keeps int64 and bool as they are", async () => {
  const model = oneNodeModel("Greater", {
    feeds: { a: ints(1, 2), b: ints(2, 1) },
    outputs: ["bool"],
  });
  const session = await openSession(writeModel(model), { device: "wasm" });
  const { y0 } = await session.run({ a: ints(1, 2 ** 40), b: ints(2, 1) });
  assert.deepEqual(y0, { type: "bool", dims: [2], data: Uint8Array.of(0, 1) });
  await session.close();
});

Deno.test("openSession() says what a runtime does not know", async () => {
  const model = oneNodeModel("Blur", { feeds: { x: X } });
  await assert.rejects(openSession(writeModel(model), { device: "wasm" }), {
    message:
      "Cannot load the model on wasm: No Op registered for Blur with domain_version of 18",
  });
});

Deno.test("openSession() on cpu says how to start a process that has it", async () => {
  await assert.rejects(
    openSession(RELU, { device: "cpu" }),
    /Cannot load "onnxruntime-node" .*--config models\/runtime\/cpu\/deno\.json --allow-ffi$/s,
  );
});

Deno.test(
  "openSession() describes the adapter that WebGPU runs on",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    const session = await openSession(RELU, { device: "webgpu" });
    const { provider, adapter, features } = session.facts;
    assert.equal(provider, "webgpu");
    assert.notEqual(adapter?.description, "");
    assert.deepEqual(features, features?.toSorted());
    await session.close();
  },
);

Deno.test(
  "runs that are asked for at once wait for each other on WebGPU",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    const sessions = await Promise.all([
      openSession(RELU, { device: "webgpu" }),
      openSession(RELU, { device: "webgpu" }),
    ]);
    const results = await Promise.all(
      sessions.flatMap((
        session,
      ) => [session.run({ x: X }), session.run({ x: X })]),
    );
    for (const { y0 } of results) {
      assert.deepEqual(y0, floats([3], [0, 2, 0.5]));
    }
    await Promise.all(sessions.map((session) => session.close()));
  },
);
