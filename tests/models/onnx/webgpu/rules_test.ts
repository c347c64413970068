import assert from "node:assert/strict";
import type { Dim, Model } from "../../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../../models/onnx/model_builder.ts";
import type { Tensor } from "../../../../models/onnx/tensor.ts";
import { webgpuSafe } from "../../../../models/onnx/webgpu_safe.ts";
import { modelOf, oneNodeModel } from "../../../support/one_node_model.ts";
import { floats, someFloats } from "../../../support/tensors.ts";

const X = someFloats([1, 3, 5, 6]);

function flag(value: 0 | 1): Tensor {
  return { type: "bool", dims: [], data: Uint8Array.of(value) };
}

function operators({ graph }: Model): string[] {
  return graph.nodes.map(({ op }) => op);
}

/** A Conv, padded by one place behind, of an input of which only this is known. */
function endPadded(
  kernel: readonly number[],
  size: readonly Dim[] | undefined,
  attributes: Model["graph"]["nodes"][number]["attributes"] = {
    pads: [0n, 0n, 1n, 1n],
  },
): Model {
  const builder = new GraphBuilder("end");
  const dims = size && [1, 3, ...size];
  builder.input({ name: "x", type: "float32", dims });
  const w = builder.constant(someFloats([2, 3, ...kernel]), "w");
  builder.op("Conv", ["x", w], { attributes, outputs: ["y"], name: "conv" });
  builder.output({ name: "y", type: "float32", dims: undefined });
  return modelOf(builder);
}

Deno.test("webgpuSafe() leads padding at the end by a stride, and drops the window", () => {
  const model = endPadded([5, 6], [5, 6], {
    pads: [0n, 0n, 5n, 6n],
    strides: [2n, 3n],
  });
  const { model: safe, rewritten } = webgpuSafe(model);
  assert.deepEqual(rewritten, ['node 0 "conv" (Conv)']);
  assert.deepEqual(operators(safe), ["Conv", "Slice"]);
  const [conv, slice] = safe.graph.nodes;
  assert.deepEqual(conv!.attributes.pads, [2n, 0n, 5n, 6n]);
  const bounds = slice!.inputs.slice(1).map((name) =>
    Number(safe.graph.initializers.get(name)!.data[0])
  );
  assert.deepEqual(bounds, [1, 2 ** 31 - 1, 2]);
  const old = webgpuSafe({ ...model, opsets: new Map([["", 9]]) });
  assert.deepEqual(old.model.graph.nodes[1]!.attributes, {
    starts: [1n],
    ends: [2n ** 31n - 1n],
    axes: [2n],
  });
});

Deno.test("webgpuSafe() takes an input of unknown size for one that a kernel may cover", () => {
  const rewrites = (model: Model): boolean =>
    webgpuSafe(model).rewritten.length > 0;
  assert.ok(!rewrites(endPadded([3, 3], [5, 6])));
  assert.ok(!rewrites(endPadded([3, 3], ["height", 6])));
  assert.ok(rewrites(endPadded([3, 3], ["height", 3])));
  assert.ok(rewrites(endPadded([3, 3], undefined)));
  const same = { auto_pad: "SAME_UPPER" };
  assert.ok(rewrites(endPadded([2, 2], undefined, same)));
  assert.ok(!rewrites(endPadded([3, 3], undefined, same)));
  const uneven = { ...same, strides: [1n, 2n] };
  assert.ok(rewrites(endPadded([2, 2], [2, 2], uneven)));
  assert.ok(!rewrites(endPadded([2, 2], [5, 6], uneven)));
  assert.throws(
    () => rewrites(endPadded([2, 2], undefined, uneven)),
    /node 0 "conv" \(Conv\) may pad at the end only, and its kernel or input is of unknown size: run it with --device wasm/,
  );
});

Deno.test("webgpuSafe() has a Conv of channels by threes yield one more, and drops it", () => {
  const feeds = { x: someFloats([1, 6, 5, 6]) };
  const b = someFloats([8]);
  const constants = { w: someFloats([8, 6, 3, 3]), b };
  const model = oneNodeModel("Conv", { feeds, constants });
  const { model: safe, rewritten } = webgpuSafe(model);
  assert.deepEqual(rewritten, ['node 0 "Conv" (Conv)']);
  assert.deepEqual(operators(safe), ["Conv", "Gather"]);
  const bias = safe.graph.initializers.get(safe.graph.nodes[0]!.inputs[2]!)!;
  assert.deepEqual([...bias.data], [...b.data, b.data[7]]);
  // Both faults at once: the one rule's Conv goes through the other.
  const both = oneNodeModel("Conv", {
    feeds,
    constants,
    attributes: { pads: [0n, 0n, 0n, 1n], kernel_shape: [1n, 1n] },
  });
  assert.deepEqual(
    operators(webgpuSafe(both).model),
    ["Conv", "Gather", "Slice"],
  );
});

Deno.test("webgpuSafe() has transposed groups make their channel twice, of computed weights too", () => {
  const feeds = {
    x: someFloats([1, 4, 5, 6]),
    w: someFloats([4, 1, 3, 3]),
    b: someFloats([2]),
  };
  const attributes = { group: 2n };
  const computed = oneNodeModel("ConvTranspose", { feeds, attributes });
  const { model: safe, rewritten } = webgpuSafe(computed);
  assert.equal(rewritten.length, 1);
  assert.deepEqual(operators(safe), [
    "Concat",
    "Gather",
    "ConvTranspose",
    "Gather",
  ]);
  const { x, ...constants } = feeds;
  const constant = oneNodeModel("ConvTranspose", {
    feeds: { x },
    constants,
    attributes,
  });
  const { graph } = webgpuSafe(constant).model;
  assert.deepEqual(graph.nodes.map(({ op }) => op), [
    "Concat",
    "ConvTranspose",
    "Gather",
  ]);
  const bias = graph.initializers.get(graph.nodes[1]!.inputs[2]!)!;
  const [first, second] = feeds.b.data;
  assert.deepEqual([...bias.data], [first, first, second, second]);
});

Deno.test("webgpuSafe() refuses transposed groups whose channels are not known", () => {
  const builder = new GraphBuilder("computed");
  builder.input({ name: "x", type: "float32", dims: X.dims });
  builder.input({ name: "w", type: "float32", dims: undefined });
  builder.op("ConvTranspose", ["x", "w"], {
    outputs: ["y"],
    attributes: { group: 3n },
  });
  builder.output({ name: "y", type: "float32", dims: undefined });
  assert.throws(
    () => webgpuSafe(modelOf(builder)),
    /node 0 \(ConvTranspose\) has groups, and how many channels they have is not known: run/,
  );
});

Deno.test("webgpuSafe() makes a Gemm's scalar bias a list of one, wherever it comes from", () => {
  const feeds = { a: someFloats([2, 3]), b: someFloats([3, 4]) };
  const bias = floats([], [7]);
  const { graph } = webgpuSafe(
    oneNodeModel("Gemm", { feeds, constants: { bias } }),
  ).model;
  assert.deepEqual([...graph.initializers.values()], [floats([1], [7])]);
  for (
    const attributes of [{ value: bias }, { value_float: 7 }]
  ) {
    const builder = new GraphBuilder("constant");
    for (const [name, { type, dims }] of Object.entries(feeds)) {
      builder.input({ name, type, dims });
    }
    const [c] = builder.op("Constant", [], { attributes });
    builder.op("Gemm", ["a", "b", c!], { outputs: ["y"] });
    builder.output({ name: "y", type: "float32", dims: [2, 4] });
    const { model: safe, rewritten } = webgpuSafe(modelOf(builder));
    assert.deepEqual(rewritten, ["node 1 (Gemm)"]);
    assert.notEqual(safe.graph.nodes.at(-1)!.inputs[2], c);
  }
  const fed = { ...feeds, bias };
  assert.deepEqual(
    operators(webgpuSafe(oneNodeModel("Gemm", { feeds: fed })).model),
    ["Reshape", "Gemm"],
  );
});

Deno.test("webgpuSafe() has an Identity for a Dropout, unless it trains or its mask is read", () => {
  const feeds = { x: X };
  const ratio = floats([], [0.5]);
  const off = { ratio, training: flag(0) };
  for (const constants of [{}, { ratio }, off]) {
    const { model: safe } = webgpuSafe(
      oneNodeModel("Dropout", { feeds, constants }),
    );
    assert.deepEqual(operators(safe), ["Identity"]);
    assert.deepEqual(safe.graph.nodes[0]!.inputs, ["x"]);
    assert.deepEqual([...safe.graph.initializers], []);
  }
  const on = { ratio, training: flag(1) };
  assert.throws(
    () => webgpuSafe(oneNodeModel("Dropout", { feeds, constants: on })),
    /node 0 "Dropout" \(Dropout\) may be in training, where it drops values: run it with --device wasm/,
  );
  const masked = oneNodeModel("Dropout", {
    feeds,
    outputs: ["float32", "bool"],
  });
  assert.throws(() => webgpuSafe(masked), /yields a mask that is read/);
  const old = oneNodeModel("Dropout", { feeds, opset: 11 });
  assert.deepEqual(webgpuSafe(old).model, old);
});

Deno.test("webgpuSafe() knows in a branch what is said outside of it", () => {
  const branch = (bias: Tensor): Model => {
    const inner = new GraphBuilder("inner");
    inner.op("Gemm", ["a", "b", "bias"], { outputs: ["z"] });
    inner.output({ name: "z", type: "float32", dims: undefined });
    const graph = inner.build();
    const builder = new GraphBuilder("outer");
    builder.input({ name: "a", type: "float32", dims: [2, 3] });
    builder.input({ name: "b", type: "float32", dims: [3, 4] });
    builder.constant(bias, "bias");
    const condition = builder.constant(flag(1));
    builder.op("If", [condition], {
      outputs: ["y"],
      attributes: { then_branch: graph, else_branch: graph },
    });
    builder.output({ name: "y", type: "float32", dims: undefined });
    return modelOf(builder);
  };
  assert.throws(
    () => webgpuSafe(branch(floats([], [1]))),
    /node 0 \(If\) has a Gemm within/,
  );
  assert.deepEqual(webgpuSafe(branch(floats([1], [1]))).rewritten, []);
});
