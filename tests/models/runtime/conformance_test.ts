import assert from "node:assert/strict";
import { runsOnCpu } from "../../../models/onnx/webgpu/runs_on_cpu.ts";
import { tensorTypes } from "../../../models/onnx/webgpu/tensor_types.ts";
import type { Model } from "../../../models/onnx/graph.ts";
import type { Tensor } from "../../../models/onnx/tensor.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import type { Device } from "../../../models/runtime/device.ts";
import { nodeProviders } from "../../../models/runtime/node_providers.ts";
import { openSession } from "../../../models/runtime/open_session.ts";
import { checkParity } from "../../../models/runtime/parity.ts";
import { prepareModel } from "../../../models/runtime/prepare_model.ts";
import type { TensorLike } from "../../../models/runtime/session.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import { modelOf, oneNodeModel } from "../../support/one_node_model.ts";
import { someFloats } from "../../support/tensors.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { convReference } from "./conv_reference.ts";
import { OPERATOR_CASES, type OperatorCase } from "./operator_cases.ts";

type Outputs = Record<string, TensorLike>;

/** Sums are taken in another order on each device. */
const TOLERANCE = 2e-6;

async function outputs(
  model: Model,
  feeds: Readonly<Record<string, Tensor>>,
  device: Device,
): Promise<Outputs> {
  const { bytes } = prepareModel(model, device);
  const session = await openSession(bytes, { device, optimise: false });
  try {
    return await session.run(feeds as Outputs);
  } finally {
    await session.close();
  }
}

for (const device of ["wasm", "webgpu"] as const) {
  Deno.test(
    `Conv on ${device} is what its definition says, over groups and channels a group`,
    {
      ...(device === "webgpu" && needsWebgpu()),
    },
    async () => {
      if (device === "webgpu") await adapterIsThere();
      let count = 0;
      for (const groups of [1, 2, 3, 4, 8]) {
        for (const each of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
          const stride = 1 + count % 2;
          const geometry = { groups, stride, pad: 1, dilation: 1 + count % 3 };
          const depth = 1 + count % 4;
          const x = someFloats([2, groups * depth, 7, 6], 100 + count);
          const weights = someFloats([groups * each, depth, 3, 3], 200 + count);
          const bias = someFloats([groups * each], 300 + count);
          const step = BigInt(geometry.dilation);
          const model = oneNodeModel("Conv", {
            feeds: { x },
            constants: { weights, bias },
            attributes: {
              group: BigInt(groups),
              strides: [BigInt(stride), BigInt(stride)],
              pads: [1n, 1n, 1n, 1n],
              dilations: [step, step],
            },
          });
          const y0 = convReference([x, weights, bias], geometry);
          const actual = await outputs(model, { x }, device);
          assert.doesNotThrow(
            () =>
              checkParity([{ y0 }, actual], { tolerance: TOLERANCE, device }),
            `${groups} groups of ${each}`,
          );
          count++;
        }
      }
      assert.equal(count, 50);
    },
  );

  Deno.test(`Conv on ${device} is right where weights and bias are computed`, {
    ...(device === "webgpu" && needsWebgpu()),
  }, async () => {
    if (device === "webgpu") await adapterIsThere();
    const x = someFloats([1, 4, 6, 5], 1);
    const weights = someFloats([10, 2, 3, 3], 2);
    const bias = someFloats([10], 3);
    const builder = new GraphBuilder("computed");
    for (const [name, { type, dims }] of Object.entries({ x, weights, bias })) {
      builder.input({ name, type, dims });
    }
    const computed = ["weights", "bias"].map((name) => {
      const [sum] = builder.op("Add", [name, name]);
      return sum!;
    });
    builder.op("Conv", ["x", ...computed], {
      outputs: ["y0"],
      attributes: { group: 2n },
    });
    builder.output({ name: "y0", type: "float32", dims: [1, 10, 4, 3] });
    const doubled = [weights, bias].map((tensor) => ({
      ...tensor,
      data: tensor.data.map((value) => 2 * value),
    }));
    const y0 = convReference([x, doubled[0]!, doubled[1]!], {
      groups: 2,
      stride: 1,
      pad: 0,
      dilation: 1,
    });
    const model = modelOf(builder);
    const actual = await outputs(model, { x, weights, bias }, device);
    checkParity([{ y0 }, actual], { tolerance: TOLERANCE, device });
  });
}

Deno.test(
  "a grouped Conv is still wrong on WebGPU without the safe pass",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    const x = someFloats([1, 4, 6, 5], 1);
    const weights = someFloats([12, 2, 3, 3], 2);
    const model = oneNodeModel("Conv", {
      feeds: { x },
      constants: { weights },
      attributes: { group: 2n },
    });
    const bytes = writeModel(model);
    const results: Outputs[] = [];
    for (const device of ["wasm", "webgpu"] as const) {
      const session = await openSession(bytes, { device, optimise: false });
      results.push(await session.run({ x }));
      await session.close();
    }
    // Once this fails, the runtime has been repaired, and the pass can go.
    assert.throws(
      () => checkParity([results[0]!, results[1]!], { tolerance: 0.1 }),
      /disagrees by 0\.[3-9]/,
    );
  },
);

Deno.test(
  "operators on WebGPU agree with WebAssembly",
  needsWebgpu(),
  async (t) => {
    await adapterIsThere();
    for (const { op, variant, ...options } of OPERATOR_CASES) {
      await t.step(`${op} ${variant}`, async () => {
        const model = oneNodeModel(op, options);
        const expected = await outputs(model, options.feeds, "wasm");
        const actual = await outputs(model, options.feeds, "webgpu");
        assert.ok(Object.keys(expected).length > 0);
        checkParity([expected, actual], { tolerance: 1e-5 });
      });
    }
  },
);

Deno.test(
  "runsOnCpu() names the operators that WebGPU leaves to the processor",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    // One model, as each profile takes a process of its own.
    const cases = OPERATOR_CASES.filter(({ opset }) => opset === undefined);
    const { model, feeds } = together(cases);
    const types = tensorTypes(model.graph);
    const told = model.graph.nodes.filter((node) => runsOnCpu(node, types))
      .map(({ name }) => labelOf(cases, name));
    const profile = await nodeProviders(writeModel(model), {
      device: "webgpu",
      feeds: feeds as Outputs,
      optimise: false,
    });
    const found = profile.filter(({ node, provider }) =>
      // Others are copies and transpositions that the runtime has put in.
      node.startsWith("case") && provider === "CPUExecutionProvider"
    ).map(({ node }) => labelOf(cases, node));
    assert.ok(told.length > 0);
    assert.deepEqual(told.sort(), found.sort());
  },
);

/** The case of a node; the runtime may have put something behind its name. */
function labelOf(cases: readonly OperatorCase[], node: string): string {
  const { op, variant } = cases[Number(/\d+/.exec(node)![0])]!;
  return `${op} ${variant}`;
}

/** A model of many nodes that have nothing to do with each other. */
function together(
  cases: readonly OperatorCase[],
): { model: Model; feeds: Record<string, Tensor> } {
  const builder = new GraphBuilder("together");
  const feeds: Record<string, Tensor> = {};
  cases.forEach((one, index) => {
    const fed = Object.values(one.feeds).map((tensor, i) => {
      const { type, dims } = tensor;
      const name = builder.input({ name: `x${index}_${i}`, type, dims });
      feeds[name] = tensor;
      return name;
    });
    const kept = Object.values(one.constants ?? {}).map((tensor) =>
      builder.constant(tensor)
    );
    const types = one.outputs ?? ["float32"];
    const names = builder.op(one.op, [...fed, ...kept], {
      name: `case${index}`,
      attributes: one.attributes ?? {},
      outputs: types.map((_, i) => `y${index}_${i}`),
    });
    names.forEach((name, i) =>
      builder.output({ name, type: types[i]!, dims: undefined })
    );
  });
  return {
    model: modelOf(builder),
    feeds,
  };
}
