import assert from "node:assert/strict";
import type { Model } from "../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import type { Tensor } from "../../../models/onnx/tensor.ts";
import { webgpuSafe } from "../../../models/onnx/webgpu_safe.ts";
import { modelOf, oneNodeModel } from "../../support/one_node_model.ts";
import { floats, someFloats } from "../../support/tensors.ts";

const X = someFloats([1, 4, 5, 5]);

function grouped(each: number, groups = 2): Model {
  return oneNodeModel("Conv", {
    feeds: { x: someFloats([1, 2 * groups, 5, 5]) },
    constants: {
      w: someFloats([each * groups, 2, 3, 3]),
      b: someFloats([each * groups]),
    },
    attributes: { group: BigInt(groups) },
  });
}

function operators({ graph }: Model): string[] {
  return graph.nodes.map(({ op }) => op);
}

Deno.test("webgpuSafe() leaves groups of up to four channels, and of multiples of four", () => {
  for (const each of [1, 2, 3, 4, 8, 12]) {
    const model = grouped(each);
    const safe = webgpuSafe(model);
    assert.deepEqual(safe.model, model);
    assert.deepEqual(safe.rewritten, []);
  }
});

Deno.test("webgpuSafe() pads each group by its last channel, and drops what that yields", () => {
  const model = grouped(5);
  const { model: safe, rewritten } = webgpuSafe(model);
  assert.deepEqual(rewritten, ['node 0 "Conv" (Conv)']);
  assert.deepEqual(operators(safe), ["Conv", "Gather"]);
  const [conv, gather] = safe.graph.nodes;
  const constant = (name: string): Tensor => safe.graph.initializers.get(name)!;
  const bias = model.graph.initializers.get("b")!.data;
  assert.deepEqual(
    [...constant(conv!.inputs[2]!).data],
    [0, 1, 2, 3, 4, 4, 4, 4, 5, 6, 7, 8, 9, 9, 9, 9].map((i) => bias[i]),
  );
  assert.deepEqual(constant(conv!.inputs[1]!).dims, [16, 2, 3, 3]);
  assert.deepEqual(
    [...constant(gather!.inputs[1]!).data].map(Number),
    [0, 1, 2, 3, 4, 8, 9, 10, 11, 12],
  );
  assert.deepEqual(gather!.outputs, ["y0"]);
});

Deno.test("webgpuSafe() forgets the weights that it has padded, unless others read them", () => {
  const { graph } = grouped(6);
  const alone = webgpuSafe(modelOf(GraphBuilder.from(graph)));
  assert.deepEqual(
    [...alone.model.graph.initializers.keys()].filter((name) =>
      graph.initializers.has(name)
    ),
    [],
  );
  const builder = GraphBuilder.from(graph);
  builder.op("Neg", ["w"], { outputs: ["z"] });
  builder.output({ name: "z", type: "float32", dims: undefined });
  const shared = webgpuSafe(modelOf(builder));
  assert.ok(shared.model.graph.initializers.has("w"));
  assert.ok(!shared.model.graph.initializers.has("b"));
});

Deno.test("webgpuSafe() refuses groups whose channels are not known", () => {
  const builder = new GraphBuilder("computed");
  builder.input({ name: "x", type: "float32", dims: X.dims });
  builder.input({ name: "w", type: "float32", dims: undefined });
  builder.op("Conv", ["x", "w"], {
    outputs: ["y"],
    attributes: { group: 2n },
    name: "late",
  });
  builder.output({ name: "y", type: "float32", dims: undefined });
  assert.throws(() => webgpuSafe(modelOf(builder)), {
    name: "RangeError",
    message:
      'The model "computed" cannot run on WebGPU: node 0 "late" (Conv) has groups, and how many channels it yields is not known: run it with --device wasm',
  });
});

Deno.test("webgpuSafe() drops a MaxPool's indices, or refuses them where they are read", () => {
  const model = oneNodeModel("MaxPool", {
    feeds: { x: X },
    attributes: { kernel_shape: [2n, 2n] },
    outputs: ["float32", "int64"],
  });
  const unread = {
    ...model,
    graph: { ...model.graph, outputs: model.graph.outputs.slice(0, 1) },
  };
  const { model: safe, rewritten } = webgpuSafe(unread);
  assert.deepEqual(safe.graph.nodes[0]!.outputs, ["y0"]);
  assert.deepEqual(rewritten, ['node 0 "MaxPool" (MaxPool)']);
  assert.throws(
    () => webgpuSafe(model),
    /node 0 "MaxPool" \(MaxPool\) yields indices that are read: run it with --device wasm/,
  );
});

Deno.test("webgpuSafe() refuses float64 wherever it comes from", () => {
  const double = {
    type: "float64",
    dims: [1],
    data: Float64Array.of(1),
  } as const;
  const asInput = oneNodeModel("Neg", {
    feeds: { x: double },
    outputs: ["float64"],
  });
  assert.throws(() => webgpuSafe(asInput), /"x" is float64; "y0" is float64/);
  const asCast = oneNodeModel("Cast", {
    feeds: { x: X },
    attributes: { to: 11n },
  });
  assert.throws(
    () => webgpuSafe(asCast),
    /node 0 "Cast" \(Cast\) makes float64/,
  );
  const asConstant = oneNodeModel("Constant", {
    feeds: {},
    attributes: { value: double },
  });
  assert.throws(() => webgpuSafe(asConstant), /\(Constant\) makes float64/);
  const asInitializer = oneNodeModel("Shape", {
    feeds: {},
    constants: { w: double },
    outputs: ["int64"],
  });
  assert.throws(() => webgpuSafe(asInitializer), /"w" is float64/);
});

Deno.test("webgpuSafe() refuses in branches and loops what it would rewrite outside", () => {
  const inner = grouped(5).graph;
  const condition = {
    type: "bool",
    dims: [],
    data: Uint8Array.of(1),
  } as const;
  const model = oneNodeModel("If", {
    feeds: { condition },
    attributes: { then_branch: inner, else_branch: inner },
  });
  assert.throws(
    () => webgpuSafe(model),
    /node 0 "If" \(If\) has a Conv within/,
  );
});

Deno.test("webgpuSafe() names nodes that the processor will run", () => {
  const builder = new GraphBuilder("signs");
  builder.input({ name: "x", type: "float32", dims: [2] });
  const [sign] = builder.op("Sign", ["x"], { name: "direction" });
  builder.op("Mul", [sign!, "x"], { outputs: ["y"] });
  builder.output({ name: "y", type: "float32", dims: [2] });
  assert.deepEqual(webgpuSafe(modelOf(builder)).onCpu, [
    'node 0 "direction" (Sign)',
  ]);
});

Deno.test("webgpuSafe() tells five reasons and counts the rest", () => {
  const builder = new GraphBuilder("many");
  for (let i = 0; i < 7; i++) {
    builder.input({ name: `x${i}`, type: "float64", dims: [1] });
  }
  builder.constant(floats([1], [1]));
  assert.throws(
    () => webgpuSafe(modelOf(builder)),
    /"x4" is float64; and 2 more: run/,
  );
});
