import assert from "node:assert/strict";
import type { Tensor } from "../../../models/onnx/tensor.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { openChildSession } from "../../../models/runtime/child_session.ts";
import { openSession } from "../../../models/runtime/open_session.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import { oneNodeModel } from "../../support/one_node_model.ts";
import { floats, ints } from "../../support/tensors.ts";

const X = floats([2], [-1, 2]) satisfies Tensor;
const RELU = writeModel(oneNodeModel("Relu", { feeds: { x: X } }));

Deno.test("openChildSession() runs what openSession() runs, in another process", async () => {
  const here = await openSession(RELU, { device: "wasm" });
  const child = await openChildSession(RELU, { device: "wasm" });
  try {
    assert.deepEqual(child.inputs, ["x"]);
    assert.deepEqual(child.outputs, ["y0"]);
    assert.deepEqual(child.facts, here.facts);
    const [expected, actual] = [
      await here.run({ x: X }),
      await child.run({ x: X }),
    ];
    assert.deepEqual(actual, expected);
    assert.deepEqual(actual, { y0: floats([2], [0, 2]) });
  } finally {
    await child.close();
    await here.close();
  }
});

Deno.test("a child's session goes on after a run that failed", async () => {
  const child = await openChildSession(RELU, { device: "wasm" });
  await assert.rejects(child.run({ x: floats([1], [NaN]) }), {
    name: "RangeError",
    message: /^The input "x" holds NaN at \[0\]/,
  });
  await assert.rejects(child.run({ x: ints(1) }), {
    name: "TypeError",
    message: 'The input "x" is fed with int64: the model takes float32',
  });
  await assert.rejects(child.run({}), {
    name: "TypeError",
    message: 'The input "x" is not fed: the model takes "x"',
  });
  await assert.rejects(child.run({ x: X, z: X }), {
    name: "TypeError",
    message: 'The model has no input "z": it takes "x"',
  });
  assert.deepEqual(await child.run({ x: X }), { y0: floats([2], [0, 2]) });
  await child.close();
  await assert.rejects(child.run({ x: X }), /The session is closed/);
});

Deno.test("openChildSession() says why a model does not load", async () => {
  await assert.rejects(
    openChildSession(Uint8Array.of(1, 2, 3), { device: "wasm" }),
    {
      message:
        "Cannot load the model on wasm: Failed to load model because protobuf parsing failed",
    },
  );
});

Deno.test("openChildSession() ends its process when the signal says so", async () => {
  const abort = new AbortController();
  const child = await openChildSession(RELU, {
    device: "wasm",
    signal: abort.signal,
  });
  abort.abort(new Error("enough"));
  await assert.rejects(child.run({ x: X }), /enough/);
});

Deno.test(
  "openChildSession() replaces a process after its runs, which bounds WebGPU's memory",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    const child = await openChildSession(RELU, {
      device: "webgpu",
      runsPerChild: 2,
    });
    assert.equal(child.processes, 1);
    // Asked for at once: they wait for each other.
    const results = await Promise.all(
      Array.from({ length: 5 }, () => child.run({ x: X })),
    );
    await child.close();
    for (const result of results) {
      assert.deepEqual(result, { y0: floats([2], [0, 2]) });
    }
    assert.equal(child.processes, 3);
  },
);
