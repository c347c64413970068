import assert from "node:assert/strict";
import fc from "fast-check";
import { foldConstants } from "../../../models/onnx/fold_constants.ts";
import { inferShapes } from "../../../models/onnx/infer_shapes.ts";
import { inspectModel } from "../../../models/onnx/inspect_model.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { readModel } from "../../../models/onnx/read_model.ts";
import { validateGraph } from "../../../models/onnx/validate_graph.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { int64, modelOf } from "../../support/onnx_models.ts";

/** A small network with every kind of part that a file has. */
function seedModel(): Uint8Array {
  const inner = new GraphBuilder("branch");
  inner.op("Neg", ["features"], { outputs: ["negative"] });
  inner.output({ name: "negative", type: "float32", dims: undefined });
  const builder = new GraphBuilder("seed");
  builder.input({ name: "x", type: "float32", dims: ["batch", 3, 8, 8] });
  const kernel = builder.constant({
    type: "float32",
    dims: [4, 3, 3, 3],
    data: new Float32Array(108).fill(0.5),
  }, "kernel");
  builder.op("Conv", ["x", kernel], {
    name: "conv",
    attributes: { pads: [1n, 1n, 1n, 1n], auto_pad: "NOTSET" },
    outputs: ["features"],
  });
  const [pooled] = builder.op("MaxPool", ["features"], {
    attributes: { kernel_shape: [2n, 2n], strides: [2n, 2n] },
  });
  const [shape] = builder.op("Shape", [pooled!]);
  const [batch] = builder.op("Gather", [shape!, builder.constant(int64([0]))]);
  const [wanted] = builder.op(
    "Concat",
    [batch!, builder.constant(int64([-1]))],
    { attributes: { axis: 0n } },
  );
  const [rows] = builder.op("Reshape", [pooled!, wanted!]);
  const [slope] = builder.op("Constant", [], {
    attributes: {
      value: { type: "float32", dims: [1], data: Float32Array.of(2) },
    },
  });
  const [scaled] = builder.op("Mul", [rows!, slope!]);
  const [part] = builder.op("Slice", [
    scaled!,
    builder.constant(int64([0])),
    builder.constant(int64([9])),
    builder.constant(int64([1])),
  ]);
  const condition = builder.constant({
    type: "bool",
    dims: [],
    data: Uint8Array.of(1),
  });
  const [chosen] = builder.op("If", [condition], {
    attributes: { then_branch: inner.build(), else_branch: inner.build() },
  });
  builder.output({ name: part!, type: "float32", dims: ["batch", 9] });
  builder.output({ name: chosen!, type: "float32", dims: undefined });
  return writeModel({
    ...modelOf(builder.build()),
    metadata: new Map([["key", "value"]]),
  });
}

/** What everything that takes a file does with it. */
function useAll(bytes: Uint8Array): void {
  const model = readModel(bytes);
  validateGraph(model);
  const shapes = inferShapes(model);
  inspectModel(model, shapes);
  assert.deepEqual(readModel(writeModel(model)), model);
  validateGraph(foldConstants(model, shapes));
}

/** Whether a file was used or refused; anything else is thrown on. */
function wasUsed(bytes: Uint8Array): boolean {
  try {
    useAll(bytes);
    return true;
  } catch (error) {
    const isRefusal = error instanceof SyntaxError ||
      error instanceof TypeError || error instanceof RangeError;
    if (!isRefusal || !error.message.startsWith("Cannot ")) throw error;
    return false;
  }
}

const SEED = seedModel();

Deno.test("every cut of a model is used or refused with a reason", () => {
  assert.equal(wasUsed(SEED), true);
  for (let length = 0; length < SEED.length; length++) {
    wasUsed(SEED.subarray(0, length));
  }
});

Deno.test("every changed byte of a model leaves it used or refused with a reason", () => {
  let used = 0;
  for (let at = 0; at < SEED.length; at++) {
    for (const change of [0x01, 0x02, 0x08, 0x80, 0xff]) {
      const bytes = SEED.slice();
      bytes[at]! ^= change;
      if (wasUsed(bytes)) used++;
    }
  }
  assert.ok(used > SEED.length, `${used} were used`);
});

Deno.test("models that are cut and joined at random are used or refused with a reason", () => {
  const place = fc.nat(SEED.length);
  const edit = fc.record({
    at: place,
    removed: fc.nat(12),
    from: place,
    copied: fc.nat(40),
    random: fc.uint8Array({ maxLength: 6 }),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let bytes = SEED;
      for (const { at, removed, from, copied, random } of edits) {
        bytes = Uint8Array.from([
          ...bytes.subarray(0, at),
          ...random,
          ...bytes.subarray(from, from + copied),
          ...bytes.subarray(at + removed),
        ]);
      }
      wasUsed(bytes);
    }),
    { seed: 5, numRuns: 3000 },
  );
});
