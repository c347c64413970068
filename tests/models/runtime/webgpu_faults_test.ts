import assert from "node:assert/strict";
import type { Model } from "../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { webgpuSafe } from "../../../models/onnx/webgpu_safe.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { openChildSession } from "../../../models/runtime/child_session.ts";
import type { Device } from "../../../models/runtime/device.ts";
import { openSession } from "../../../models/runtime/open_session.ts";
import { checkParity, type Outputs } from "../../../models/runtime/parity.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import { modelOf, oneNodeModel } from "../../support/one_node_model.ts";
import { someFloats } from "../../support/tensors.ts";
import { gemm, RIGHT, type WebgpuFault, WRONG } from "./webgpu_faults.ts";

const SCALAR = someFloats([], 3);

async function run(
  model: Model,
  feeds: WebgpuFault["feeds"],
  { device, optimise = false }: { device: Device; optimise?: boolean },
): Promise<Outputs> {
  const session = await openSession(writeModel(model), { device, optimise });
  try {
    return await session.run(feeds as Outputs);
  } finally {
    await session.close();
  }
}

async function agree({ model, feeds, optimised }: WebgpuFault): Promise<void> {
  const expected = await run(model, feeds, { device: "wasm" });
  const safe = webgpuSafe(model).model;
  const device = "webgpu";
  for (const optimise of optimised ? [true, false] : [false]) {
    const actual = await run(safe, feeds, { device, optimise });
    checkParity([expected, actual], { tolerance: 2e-6 });
  }
}

Deno.test("webgpuSafe() changes no result", async () => {
  const scalars = [gemm(SCALAR), gemm(SCALAR, true)];
  for (const { what, model, feeds } of [...WRONG, ...scalars]) {
    const { model: safe, rewritten } = webgpuSafe(model);
    assert.equal(rewritten.length, 1, what);
    const results: Outputs[] = [];
    for (const each of [model, safe]) {
      results.push(await run(each, feeds, { device: "wasm" }));
    }
    assert.doesNotThrow(
      () => checkParity([results[0]!, results[1]!], { tolerance: 2e-6 }),
      what,
    );
  }
});

// Where one of these fails, the runtime has been repaired, and its rule can go.
Deno.test(
  "WebGPU is still wrong without the safe pass",
  needsWebgpu(),
  async (t) => {
    await adapterIsThere();
    for (const { what, model, feeds, optimised = false } of WRONG) {
      await t.step(what, async () => {
        const expected = await run(model, feeds, { device: "wasm" });
        const options = { device: "webgpu", optimise: optimised } as const;
        const actual = await run(model, feeds, options);
        assert.throws(
          () => checkParity([expected, actual], { tolerance: 0.1 }),
          /disagrees by/,
        );
      });
    }
  },
);

Deno.test("WebGPU is right with the safe pass", needsWebgpu(), async (t) => {
  await adapterIsThere();
  const scalars = [gemm(SCALAR), gemm(SCALAR, true)];
  for (const fault of [...WRONG, ...scalars]) {
    await t.step(fault.what, () => agree(fault));
  }
});

Deno.test(
  "WebGPU is right where the safe pass leaves a node",
  needsWebgpu(),
  async (t) => {
    await adapterIsThere();
    for (const fault of [...RIGHT, gemm(someFloats([1], 3))]) {
      await t.step(fault.what, async () => {
        assert.deepEqual(webgpuSafe(fault.model).rewritten, []);
        await agree(fault);
      });
    }
  },
);

Deno.test(
  "WebGPU still aborts on a Gemm with a scalar bias",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    const { model, feeds } = gemm(SCALAR);
    // In a process of its own, as nothing runs in it afterwards.
    const session = await openChildSession(writeModel(model), {
      device: "webgpu",
    });
    await assert.rejects(session.run(feeds as Outputs), /Aborted/);
    await session.close().catch(() => {});
  },
);

Deno.test(
  "WebGPU still has no Dropout from operator set 12",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    const feeds = { x: someFloats([2, 3]) };
    for (const opset of [11, 12, 13, 18, 22]) {
      const model = oneNodeModel("Dropout", { feeds, opset });
      const device = "webgpu";
      const alone = run(model, feeds, { device });
      if (opset < 12) await alone;
      else await assert.rejects(alone, /Provider type for Dropout/);
      const safe = await run(webgpuSafe(model).model, feeds, { device });
      assert.deepEqual(safe.y0!.data, feeds.x.data);
    }
  },
);

Deno.test(
  "WebGPU still lacks convolutions in three dimensions",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    const feeds = { x: someFloats([1, 2, 3, 3, 3]) };
    const groups = oneNodeModel("Conv", {
      feeds,
      constants: { w: someFloats([2, 1, 2, 2, 2]) },
      attributes: { group: 2n },
    });
    const transposed = oneNodeModel("ConvTranspose", {
      feeds,
      constants: { w: someFloats([2, 2, 2, 2, 2]) },
    });
    await assert.rejects(
      run(groups, feeds, { device: "webgpu" }),
      /Conv3D does not support grouped/,
    );
    assert.throws(
      () => webgpuSafe(groups),
      /\(Conv\) has groups, and three dimensions: run it with --device wasm/,
    );
    await assert.rejects(
      run(transposed, feeds, { device: "webgpu" }),
      /Only Conv2d or Conv1d are supported/,
    );
    assert.throws(
      () => webgpuSafe(transposed),
      /\(ConvTranspose\) is a transposed convolution in three dimensions: run it with --device wasm/,
    );
  },
);

Deno.test("ONNX Runtime still refuses two nodes of one name", async () => {
  const builder = new GraphBuilder("twins");
  builder.input({ name: "x", type: "float32", dims: [2] });
  const [sum] = builder.op("Neg", ["x"], { name: "twin" });
  builder.op("Neg", [sum!], { name: "twin", outputs: ["y0"] });
  builder.output({ name: "y0", type: "float32", dims: [2] });
  await assert.rejects(
    openSession(writeModel(modelOf(builder)), { device: "wasm" }),
    /two nodes with same node name/,
  );
});
