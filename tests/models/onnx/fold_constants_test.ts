import assert from "node:assert/strict";
import { foldConstants } from "../../../models/onnx/fold_constants.ts";
import type { Graph, Model } from "../../../models/onnx/graph.ts";
import { inferShapes } from "../../../models/onnx/infer_shapes.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { validateGraph } from "../../../models/onnx/validate_graph.ts";
import { int64, modelOf } from "../../support/onnx_models.ts";

/** Folds, checks that the result is valid, and gives its graph. */
function folded(model: Model, sizes: Record<string, number[]> = {}): Graph {
  const result = foldConstants(model, inferShapes(model, sizes));
  validateGraph(result);
  return result.graph;
}

function ops({ nodes }: Graph): string[] {
  return nodes.map(({ op }) => op);
}

/** One result of small arithmetic, read off the folded graph. */
function computed(
  build: (builder: GraphBuilder) => string,
): { type: string; dims: readonly number[]; elements: (number | bigint)[] } {
  const builder = new GraphBuilder("small");
  builder.input({ name: "x", type: "float32", dims: [2, 3, 5] });
  const name = build(builder);
  builder.op("Mystery", [name], { domain: "com.example", outputs: ["y"] });
  builder.output({ name: "y", type: "float32", dims: undefined });
  const model = modelOf(builder.build());
  const opsets = new Map([...model.opsets, ["com.example", 1]]);
  const graph = folded({ ...model, opsets });
  assert.deepEqual(ops(graph), ["Mystery"]);
  const { type, dims, data } = graph.initializers.get(
    graph.nodes[0]!.inputs[0]!,
  )!;
  return { type, dims, elements: [...data] as (number | bigint)[] };
}

function op(
  builder: GraphBuilder,
  name: string,
  { inputs, attributes = {} }: {
    inputs: readonly (string | bigint[])[];
    attributes?: Record<string, bigint | bigint[]>;
  },
): string {
  const names = inputs.map((input) =>
    typeof input === "string" ? input : builder.constant(int64(input))
  );
  return builder.op(name, names, { attributes })[0]!;
}

const WHOLE: Readonly<Record<string, readonly [bigint[], bigint[], bigint[]]>> =
  {
    Add: [[5n, -7n], [2n, 2n], [7n, -5n]],
    Sub: [[5n, -7n], [2n, 2n], [3n, -9n]],
    Mul: [[5n, -7n], [2n, 2n], [10n, -14n]],
    Div: [[5n, -7n], [2n, 2n], [2n, -3n]],
    Max: [[5n, -7n], [2n, 2n], [5n, 2n]],
    Min: [[5n, -7n], [2n], [2n, -7n]],
  };

for (const [name, [a, b, expected]] of Object.entries(WHOLE)) {
  Deno.test(`foldConstants() computes ${name} of whole numbers`, () => {
    const found = computed((builder) => op(builder, name, { inputs: [a, b] }));
    assert.deepEqual(found, {
      type: "int64",
      dims: [2],
      elements: expected,
    });
  });
}

Deno.test("foldConstants() wraps whole numbers at 64 bits", () => {
  const found = computed((builder) =>
    op(builder, "Mul", { inputs: [[2n ** 62n], [2n]] })
  );
  assert.deepEqual(found.elements, [-(2n ** 63n)]);
});

Deno.test("foldConstants() leaves a division by zero to the runtime", () => {
  const builder = new GraphBuilder("zero");
  builder.input({ name: "x", type: "float32", dims: [1] });
  const [y] = builder.op("Div", [
    builder.constant(int64([1n])),
    builder.constant(int64([0n])),
  ]);
  const [z] = builder.op("Neg", [y!]);
  builder.output({ name: z!, type: "int64", dims: [1] });
  assert.deepEqual(ops(folded(modelOf(builder.build()))), ["Div", "Neg"]);
});

Deno.test("foldConstants() computes what exporters do with shapes", () => {
  const slice = computed((builder) => {
    const shape = op(builder, "Shape", { inputs: ["x"] });
    return op(builder, "Slice", {
      inputs: [shape, [-1n], [-(2n ** 62n)], [0n], [-1n]],
    });
  });
  assert.deepEqual(slice.elements, [5n, 3n, 2n]);

  const pads = computed((builder) => {
    // torch's order of pads, last axis first, turned into ONNX's.
    const list = op(builder, "Concat", {
      inputs: [[1n, 2n, 3n, 4n], [0n, 0n]],
      attributes: { axis: 0n },
    });
    const pairs = op(builder, "Reshape", { inputs: [list, [-1n, 2n]] });
    const turned = op(builder, "Slice", {
      inputs: [pairs, [-1n], [-(2n ** 62n)], [0n], [-1n]],
    });
    const columns = op(builder, "Transpose", {
      inputs: [turned],
      attributes: { perm: [1n, 0n] },
    });
    return op(builder, "Reshape", { inputs: [columns, [-1n]] });
  });
  assert.deepEqual(pads.elements, [0n, 3n, 1n, 0n, 4n, 2n]);

  const range = computed((builder) => {
    const scalar = (value: bigint): string =>
      builder.constant(int64([value], []));
    return builder.op("Range", [scalar(7n), scalar(-2n), scalar(-3n)])[0]!;
  });
  assert.deepEqual(range, {
    type: "int64",
    dims: [3],
    elements: [7n, 4n, 1n],
  });

  const where = computed((builder) => {
    const wanted = builder.constant(int64([-1n, 4n, -1n]));
    const same = op(builder, "Equal", { inputs: [wanted, [-1n]] });
    const shape = op(builder, "Shape", { inputs: ["x"] });
    return op(builder, "Where", { inputs: [same, shape, wanted] });
  });
  assert.deepEqual(where.elements, [2n, 4n, 5n]);

  const filled = computed((builder) => {
    const ones = builder.op("ConstantOfShape", [
      builder.constant(int64([2n, 2n])),
    ], { attributes: { value: int64([6n]) } })[0]!;
    return op(builder, "Expand", { inputs: [ones, [2n, 1n, 2n]] });
  });
  assert.deepEqual(filled, {
    type: "int64",
    dims: [2, 2, 2],
    elements: new Array<bigint>(8).fill(6n),
  });

  const cast = computed((builder) => {
    const size = op(builder, "Size", { inputs: ["x"] });
    const float = op(builder, "Cast", {
      inputs: [size],
      attributes: { to: 1n },
    });
    return op(builder, "Sqrt", { inputs: [float] });
  });
  assert.deepEqual(cast, {
    type: "float32",
    dims: [],
    elements: [Math.fround(Math.sqrt(30))],
  });

  const parts = computed((builder) => {
    const [, second] = builder.op("Split", [
      builder.constant(int64([1n, 2n, 3n, 4n], [2, 2])),
    ], { attributes: { axis: 1n }, outputs: 2 });
    const flat = op(builder, "Flatten", {
      inputs: [second!],
      attributes: { axis: 0n },
    });
    return op(builder, "Gather", {
      inputs: [flat, [-1n, 0n]],
      attributes: { axis: 1n },
    });
  });
  assert.deepEqual(parts, { type: "int64", dims: [1, 2], elements: [4n, 2n] });
});

Deno.test("foldConstants() lets one extent of a Reshape stay open", () => {
  const builder = new GraphBuilder("rows");
  builder.input({ name: "x", type: "float32", dims: ["batch", 8, 4] });
  const shape = op(builder, "Shape", { inputs: ["x"] });
  const batch = op(builder, "Gather", { inputs: [shape, [0n]] });
  const wanted = op(builder, "Concat", {
    inputs: [batch, [-1n]],
    attributes: { axis: 0n },
  });
  builder.op("Reshape", ["x", wanted], { outputs: ["y"] });
  builder.output({ name: "y", type: "float32", dims: undefined });
  const graph = folded(modelOf(builder.build()));
  assert.deepEqual(ops(graph), ["Reshape"]);
  const constant = graph.initializers.get(graph.nodes[0]!.inputs[1]!);
  assert.deepEqual(constant, int64([-1n, 32n]));
});

Deno.test("foldConstants() shares the elements of large constants", () => {
  const weights = new Float32Array(10_000);
  const builder = new GraphBuilder("large");
  builder.input({ name: "x", type: "float32", dims: [100, 100] });
  const [held] = builder.op("Constant", [], {
    attributes: { value: { type: "float32", dims: [10_000], data: weights } },
  });
  const [copy] = builder.op("Identity", [held!]);
  const square = op(builder, "Reshape", { inputs: [copy!, [100n, 100n]] });
  const turned = op(builder, "Transpose", { inputs: [square] });
  builder.op("Add", ["x", turned], { outputs: ["y"] });
  builder.output({ name: "y", type: "float32", dims: [100, 100] });
  const graph = folded(modelOf(builder.build()));
  assert.deepEqual(ops(graph), ["Transpose", "Add"]);
  const [tensor] = graph.initializers.values();
  assert.deepEqual(tensor?.dims, [100, 100]);
  assert.equal(tensor?.data, weights);
});

Deno.test("foldConstants() removes what passes through and what is dead", () => {
  const builder = new GraphBuilder("idle");
  builder.input({ name: "x", type: "float32", dims: [4] });
  builder.constant(int64([1n]), "unused");
  const [a] = builder.op("Identity", ["x"]);
  const [b] = builder.op("Dropout", [a!], { outputs: 2 });
  const [c] = builder.op("Dropout", [b!], { outputs: ["kept", "mask"] });
  builder.op("Relu", ["x"]);
  const [d] = builder.op("Neg", [c!]);
  builder.op("Identity", [d!], { outputs: ["y"] });
  builder.output({ name: "y", type: "float32", dims: [4] });
  builder.output({ name: "mask", type: "bool", dims: [4] });
  const graph = folded(modelOf(builder.build()));
  assert.deepEqual(ops(graph), ["Dropout", "Neg", "Identity"]);
  assert.deepEqual(graph.nodes[0]!.inputs, ["x"]);
  assert.equal(graph.initializers.size, 0);
});

Deno.test("foldConstants() keeps a Dropout that trains", () => {
  const builder = new GraphBuilder("train");
  builder.input({ name: "x", type: "float32", dims: [4] });
  const training = builder.constant({
    type: "bool",
    dims: [],
    data: Uint8Array.of(1),
  });
  const [a] = builder.op("Dropout", ["x", "", training]);
  builder.op("Neg", [a!], { outputs: ["y"] });
  builder.output({ name: "y", type: "float32", dims: [4] });
  assert.deepEqual(ops(folded(modelOf(builder.build()))), ["Dropout", "Neg"]);
});

Deno.test("foldConstants() takes the branch of an If whose condition is known", () => {
  const branch = (name: string): Graph => {
    const inner = new GraphBuilder("branch");
    const [first] = inner.op(name, ["seen"], { outputs: ["inner"] });
    inner.op("Add", [first!, inner.constant(int64([1n]), "one")], {
      outputs: ["result"],
    });
    inner.output({ name: "result", type: "int64", dims: [1] });
    return inner.build();
  };
  const builder = new GraphBuilder("choice");
  builder.input({ name: "x", type: "int64", dims: [1] });
  const [seen] = builder.op("Identity", ["x"], { outputs: ["seen"] });
  const rank = op(builder, "Size", { inputs: [seen!] });
  const isOne = op(builder, "Equal", { inputs: [rank, [1n]] });
  for (const output of ["y", "z"]) {
    builder.op("If", [isOne], {
      attributes: { then_branch: branch("Neg"), else_branch: branch("Abs") },
      outputs: [output],
    });
    builder.output({ name: output, type: "int64", dims: [1] });
  }
  const graph = folded(modelOf(builder.build()));
  assert.deepEqual(ops(graph), [
    "Neg",
    "Add",
    "Identity",
    "Neg",
    "Add",
    "Identity",
  ]);
  assert.deepEqual(graph.outputs.map(({ name }) => name), ["y", "z"]);
});

Deno.test("foldConstants() renames what nested graphs read", () => {
  const inner = new GraphBuilder("inner");
  inner.op("Neg", ["copy"], { outputs: ["negative"] });
  inner.output({ name: "negative", type: "float32", dims: [1] });
  const builder = new GraphBuilder("outer");
  builder.input({ name: "x", type: "float32", dims: [1] });
  builder.input({ name: "c", type: "bool", dims: [] });
  builder.op("Identity", ["x"], { outputs: ["copy"] });
  const [chosen] = builder.op("If", ["c"], {
    attributes: { then_branch: inner.build(), else_branch: inner.build() },
  });
  builder.output({ name: chosen!, type: "float32", dims: [1] });
  const graph = folded(modelOf(builder.build()));
  assert.deepEqual(ops(graph), ["If"]);
  const { then_branch: branch } = graph.nodes[0]!.attributes;
  assert.deepEqual((branch as Graph).nodes[0]!.inputs, ["x"]);
});
