import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { ElementType } from "../../../models/onnx/element_type.ts";
import type {
  Attribute,
  Dim,
  Graph,
  Model,
} from "../../../models/onnx/graph.ts";
import { inferShapes } from "../../../models/onnx/infer_shapes.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import type { Tensor } from "../../../models/onnx/tensor.ts";
import { int64, modelOf } from "../../support/onnx_models.ts";

/** A line of fixtures/shape_cases.jsonl; tests/oracle/onnx_shapes.py says how to read it. */
interface ShapeCase {
  readonly op: string;
  readonly opset?: number;
  readonly inputs: readonly (readonly unknown[] | null)[];
  readonly outputs?: number;
  readonly attributes?: Readonly<
    Record<string, Readonly<Record<string, unknown>>>
  >;
  readonly expected: readonly [ElementType, readonly Dim[] | null][] | null;
}

const CASES: readonly ShapeCase[] = readFileSync(
  new URL("fixtures/shape_cases.jsonl", import.meta.url),
  "utf8",
).trimEnd().split("\n").map((line) => JSON.parse(line));

function modelOfCase(shapeCase: ShapeCase): Model {
  const { op, opset = 13, inputs, outputs = 1, attributes = {} } = shapeCase;
  const builder = new GraphBuilder("case");
  const names = inputs.map((given, i) => {
    if (given === null) return "";
    const [type, dims, values] =
      typeof given[0] === "string" && Array.isArray(given[1])
        ? given as [ElementType, Dim[], number[]?]
        : ["float32" as const, given as Dim[]];
    return values === undefined
      ? builder.input({ name: `input${i}`, type, dims })
      : builder.constant(constant(type, dims as number[], values));
  });
  builder.op(op, names, {
    outputs: Array.from({ length: outputs }, (_, i) => `output${i}`),
    attributes: Object.fromEntries(
      Object.entries(attributes).map((
        [name, value],
      ) => [name, attribute(value)]),
    ),
  });
  return modelOf(builder.build(), { opset });
}

function constant(type: ElementType, dims: number[], values: number[]): Tensor {
  return type === "float32"
    ? { type, dims, data: Float32Array.from(values) }
    // JSON's numbers round the largest 64-bit integer up, out of range.
    : int64(
      values.map((value) => value > 2 ** 62 ? 2n ** 63n - 1n : BigInt(value)),
      dims,
    );
}

function attribute(value: Readonly<Record<string, unknown>>): Attribute {
  const [[kind, held]] = Object.entries(value) as [[string, unknown]];
  if (kind === "int") return BigInt(held as number);
  if (kind === "ints") return (held as number[]).map(BigInt);
  return held as Attribute;
}

Deno.test("inferShapes() gives what ONNX's own inference gives", () => {
  let compared = 0;
  for (const shapeCase of CASES) {
    const { expected, ...rest } = shapeCase;
    if (expected === null) continue;
    const label = JSON.stringify(rest);
    const shapes = inferShapes(modelOfCase(shapeCase));
    for (const [i, [type, dims]] of expected.entries()) {
      const found = shapes.get(`output${i}`);
      assert.equal(found?.type, type, label);
      if (dims === null) continue;
      assert.equal(found?.dims?.length, dims.length, label);
      for (const [axis, dim] of dims.entries()) {
        // Where ONNX does not know an extent, to know it is not wrong.
        if (typeof dim !== "number" && typeof dim !== "string") continue;
        // It makes names up for extents that it cannot tell.
        if (typeof dim === "string" && dim.startsWith("unk__")) continue;
        assert.equal(found?.dims?.[axis], dim, `${label} axis ${axis}`);
        compared++;
      }
    }
  }
  assert.ok(compared > 900, `${compared} extents`);
});

Deno.test("inferShapes() refuses what ONNX's own inference refuses", () => {
  const refused = CASES.filter(({ expected }) => expected === null);
  assert.ok(refused.length >= 8);
  for (const shapeCase of refused) {
    assert.throws(
      () => inferShapes(modelOfCase(shapeCase)),
      (error: Error) =>
        error instanceof RangeError &&
        error.message.startsWith(
          `Cannot infer the shapes of the graph "case": node 0 (${shapeCase.op}): `,
        ),
      JSON.stringify(shapeCase),
    );
  }
});

/** What a network computes to view its features as rows: shape, gather, concat, reshape. */
function viewAsRows(): Model {
  const builder = new GraphBuilder("view");
  builder.input({ name: "x", type: "float32", dims: ["batch", 8, 4, "width"] });
  const [shape] = builder.op("Shape", ["x"]);
  const [batch] = builder.op("Gather", [
    shape!,
    builder.constant(int64([0n], [])),
  ], { attributes: { axis: 0n } });
  const [axis] = builder.op("Unsqueeze", [
    batch!,
    builder.constant(int64([0n])),
  ]);
  const [wanted] = builder.op("Concat", [
    axis!,
    builder.constant(int64([-1n])),
    builder.constant(int64([4n])),
  ], { attributes: { axis: 0n } });
  builder.op("Reshape", ["x", wanted!], { outputs: ["rows"] });
  builder.output({ name: "rows", type: "float32", dims: undefined });
  return modelOf(builder.build());
}

Deno.test("inferShapes() computes shapes that a graph computes", () => {
  const open = inferShapes(viewAsRows());
  assert.deepEqual(open.get("rows")?.dims, ["batch", undefined, 4]);
  const fixed = inferShapes(viewAsRows(), { x: [5, 8, 4, 3] });
  assert.deepEqual(fixed.get("rows")?.dims, [5, 24, 4]);
});

Deno.test("inferShapes() refuses input shapes that do not fit", () => {
  const model = viewAsRows();
  assert.throws(() => inferShapes(model, { y: [1] }), {
    name: "RangeError",
    message:
      'Cannot give a shape to "y": the model has no such input: choose one of "x"',
  });
  assert.throws(() => inferShapes(model, { x: [1, 8, 4] }), {
    message:
      'Cannot give the shape (1, 8, 4) to the input "x": the model takes 4 dimensions',
  });
  assert.throws(() => inferShapes(model, { x: [1, 7, 4, 3] }), {
    message:
      'Cannot give the shape (1, 7, 4, 3) to the input "x": the model takes 8 along dimension 1',
  });
  assert.throws(() => inferShapes(model, { x: [1, 8, 4, -3] }), {
    message:
      'Cannot give the shape (1, 8, 4, -3) to the input "x": sizes are whole numbers from 0',
  });
});

Deno.test("inferShapes() keeps what a file says of operators that it does not know", () => {
  const builder = new GraphBuilder("custom");
  builder.input({ name: "x", type: "float32", dims: ["n", 3] });
  builder.op("Mystery", ["x"], { domain: "com.example", outputs: ["y"] });
  builder.value({ name: "y", type: "float32", dims: ["n", 7] });
  builder.op("Relu", ["y"], { outputs: ["z"] });
  builder.op("Mystery", ["x"], { domain: "com.example", outputs: ["w"] });
  const model = modelOf(builder.build());
  const shapes = inferShapes(model, { x: [2, 3] });
  assert.deepEqual(shapes.get("z"), {
    name: "z",
    type: "float32",
    dims: [2, 7],
  });
  assert.equal(shapes.has("w"), false);
});

Deno.test("inferShapes() tells what both branches of an If agree on", () => {
  const branch = (channels: number): Graph => {
    const inner = new GraphBuilder("branch");
    inner.op("Concat", new Array<string>(channels).fill("x"), {
      attributes: { axis: 1n },
      outputs: [`part${channels}`],
    });
    inner.output({
      name: `part${channels}`,
      type: "float32",
      dims: undefined,
    });
    return inner.build();
  };
  const builder = new GraphBuilder("choice");
  builder.input({ name: "x", type: "float32", dims: ["n", 2, 9] });
  builder.input({ name: "c", type: "bool", dims: [] });
  builder.op("If", ["c"], {
    attributes: { then_branch: branch(2), else_branch: branch(3) },
    outputs: ["y"],
  });
  const shapes = inferShapes(modelOf(builder.build()));
  assert.deepEqual(shapes.get("y")?.dims, ["n", undefined, 9]);
});

Deno.test("inferShapes() ends soon where known numbers would grow without end", () => {
  const builder = new GraphBuilder("squares");
  let last = builder.constant(int64([3n]));
  for (let i = 0; i < 2000; i++) {
    [last] = builder.op("Mul", [last, last]) as [string];
  }
  builder.input({ name: "x", type: "float32", dims: [1] });
  builder.op("Add", [last, last], { outputs: ["y"] });
  const shapes = inferShapes(modelOf(builder.build()));
  assert.deepEqual(shapes.get("y")?.dims, [1]);
});
