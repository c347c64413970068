import assert from "node:assert/strict";
import fc from "fast-check";
import {
  ELEMENT_ARRAYS,
  type NumericType,
} from "../../../models/onnx/element_arrays.ts";
import type {
  Attribute,
  Dim,
  Graph,
  Model,
} from "../../../models/onnx/graph.ts";
import { readModel } from "../../../models/onnx/read_model.ts";
import { sizeOf, type Tensor } from "../../../models/onnx/tensor.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { modelOf } from "../../support/onnx_models.ts";

/** A record with the prototype that literals have. */
function record<T>(
  model: { [K in keyof T]: fc.Arbitrary<T[K]> },
): fc.Arbitrary<T> {
  return fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>;
}

const NAME = fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 });
const TEXT = fc.string({ unit: "grapheme", maxLength: 6 });
const INT = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const NUMERIC = Object.keys(ELEMENT_ARRAYS) as NumericType[];

const TENSOR: fc.Arbitrary<Tensor> = record({
  type: fc.constantFrom<NumericType | "string">(...NUMERIC, "string"),
  dims: fc.array(fc.nat(3), { maxLength: 4 }),
  seed: fc.nat(255),
}).map(({ type, dims, seed }) => {
  const size = sizeOf(dims);
  if (type === "string") {
    return {
      type,
      dims,
      data: Array.from({ length: size }, (_, i) => `${seed + i} é`),
    };
  }
  const data = new ELEMENT_ARRAYS[type](size);
  const bytes = new Uint8Array(data.buffer);
  // Quiet bits only: NaN payloads of floats need not survive a copy by elements.
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = type === "bool" ? (seed + i) % 2 : (seed * 7 + i * 31) % 120;
  }
  return { type, dims, data } as Tensor;
});

const DIMS: fc.Arbitrary<readonly Dim[] | undefined> = fc.option(
  fc.array(fc.oneof(fc.nat(2 ** 31), NAME, fc.constant(undefined)), {
    maxLength: 5,
  }),
  { nil: undefined },
);

function valueInfo(
  name: fc.Arbitrary<string>,
): fc.Arbitrary<Graph["inputs"][number]> {
  return record({
    name,
    type: fc.constantFrom<NumericType | "string">(...NUMERIC, "string"),
    dims: DIMS,
  });
}

const { graph: GRAPH } = fc.letrec<{ graph: Graph; attribute: Attribute }>((
  tie,
) => ({
  attribute: fc.oneof(
    { maxDepth: 2 },
    fc.float({ noNaN: true }),
    INT,
    TEXT,
    fc.array(fc.float({ noNaN: true }), { maxLength: 4 }),
    fc.array(INT, { maxLength: 4 }),
    fc.array(TEXT, { minLength: 1, maxLength: 4 }),
    TENSOR,
    tie("graph"),
  ),
  graph: record({
    name: TEXT,
    inputs: fc.array(valueInfo(NAME.map((name) => `in ${name}`)), {
      maxLength: 3,
    }),
    outputs: fc.array(valueInfo(NAME), { maxLength: 3 }),
    nodes: fc.array(
      record({
        op: NAME,
        domain: fc.constantFrom("", "com.example"),
        name: TEXT,
        inputs: fc.array(TEXT, { maxLength: 3 }),
        outputs: fc.array(TEXT, { maxLength: 3 }),
        attributes: fc.array(fc.tuple(NAME, tie("attribute")), { maxLength: 4 })
          .map((entries) => Object.fromEntries(new Map(entries))),
      }),
      { maxLength: 3 },
    ),
    initializers: fc.array(fc.tuple(NAME, TENSOR), { maxLength: 4 }).map((
      entries,
    ) => new Map(entries)),
    values: fc.array(valueInfo(NAME), { maxLength: 3 })
      .map((infos) => new Map(infos.map((info) => [info.name, info]))),
  }),
}));

const MODEL: fc.Arbitrary<Model> = record({
  graph: GRAPH,
  irVersion: fc.integer({ min: 3, max: 10 }),
  opsets: fc.array(
    fc.tuple(fc.constantFrom("", "com.example", "x"), fc.nat(30)),
    { minLength: 1 },
  )
    .map((entries) => new Map(entries)),
  producer: TEXT,
  metadata: fc.array(fc.tuple(TEXT, TEXT)).map((entries) => new Map(entries)),
});

Deno.test("writeModel() gives what readModel() reads back, of any model", () => {
  fc.assert(
    fc.property(MODEL, (model) => {
      assert.deepEqual(readModel(writeModel(model)), model);
    }),
    { seed: 20, numRuns: 300 },
  );
});

Deno.test("writeModel() gives the same bytes for the same model", () => {
  fc.assert(
    fc.property(MODEL, (model) => {
      const bytes = writeModel(model);
      assert.deepEqual(writeModel(readModel(bytes)), bytes);
    }),
    { seed: 21, numRuns: 50 },
  );
});

function modelWith(tensor: Tensor): Model {
  return modelOf({
    name: "g",
    inputs: [],
    outputs: [],
    nodes: [],
    initializers: new Map([["w", tensor]]),
    values: new Map(),
  });
}

Deno.test("writeModel() keeps bits of floats that are not numbers", () => {
  const bits = Uint32Array.of(0x7fc00001, 0xffc00000, 0x80000000, 0x7f800000);
  const data = new Float32Array(bits.buffer);
  const model = modelWith({ type: "float32", dims: [4], data });
  const back = readModel(writeModel(model)).graph.initializers.get("w")!;
  assert.ok(back.data instanceof Float32Array);
  const { buffer, byteOffset } = back.data;
  assert.deepEqual(new Uint32Array(buffer, byteOffset, 4), bits);
});

Deno.test("writeModel() lists constants among the inputs where old versions want it", () => {
  const model = {
    ...modelWith({ type: "bool", dims: [1], data: Uint8Array.of(1) }),
    irVersion: 3,
  };
  const modern = writeModel({ ...model, irVersion: 4 });
  assert.ok(writeModel(model).length > modern.length);
  assert.deepEqual(readModel(writeModel(model)), model);
});

Deno.test("writeModel() refuses a tensor whose parts disagree", () => {
  assert.throws(
    () =>
      writeModel(
        modelWith({ type: "float32", dims: [2, 3], data: new Float32Array(5) }),
      ),
    {
      name: "RangeError",
      message:
        'Cannot write the tensor "w": the shape (2, 3) disagrees with its 5 elements',
    },
  );
  const wrong = { type: "float32", dims: [2], data: new Float64Array(2) };
  assert.throws(() => writeModel(modelWith(wrong as unknown as Tensor)), {
    name: "TypeError",
    message:
      'Cannot write the tensor "w": elements of float32 are kept in Float32Array',
  });
});
