// Over 400 lines, because every way in which a file can be broken has a case, and they
// share the small models that they break.
import assert from "node:assert/strict";
import {
  AttributeProto_AttributeType as Kind,
  TensorProto_DataLocation as Location,
} from "onnx-buf";
import { readModel } from "../../../models/onnx/read_model.ts";
import type { Tensor } from "../../../models/onnx/tensor.ts";
import { bytesField, modelBytes, repeated } from "../../support/onnx_bytes.ts";

type Initializer = NonNullable<Parameters<typeof modelBytes>[0]>["initializer"];
type TensorInit = NonNullable<Initializer>[number];

/** Reads a model with one constant, and gives the constant. */
function tensorFrom(
  parts: Omit<TensorInit, "$typeName">,
  external?: (location: string) => Uint8Array,
): Tensor {
  const bytes = modelBytes({ initializer: [{ name: "w", ...parts }] });
  const model = readModel(bytes, {
    name: "m.onnx",
    ...(external && { external }),
  });
  return model.graph.initializers.get("w")!;
}

Deno.test("readModel() reads tensors from every field that may hold them", () => {
  const stored: [Omit<TensorInit, "$typeName">, Tensor][] = [
    [{ dataType: 1, floatData: [1.5, -2] }, {
      type: "float32",
      dims: [2],
      data: Float32Array.of(1.5, -2),
    }],
    [{ dataType: 2, int32Data: [200, 3] }, {
      type: "uint8",
      dims: [2],
      data: Uint8Array.of(200, 3),
    }],
    [{ dataType: 3, int32Data: [-7, 3] }, {
      type: "int8",
      dims: [2],
      data: Int8Array.of(-7, 3),
    }],
    [{ dataType: 5, int32Data: [-700, 3] }, {
      type: "int16",
      dims: [2],
      data: Int16Array.of(-700, 3),
    }],
    [{ dataType: 6, int32Data: [-70000, 3] }, {
      type: "int32",
      dims: [2],
      data: Int32Array.of(-70000, 3),
    }],
    [{ dataType: 7, int64Data: [-(2n ** 63n), 3n] }, {
      type: "int64",
      dims: [2],
      data: BigInt64Array.of(-(2n ** 63n), 3n),
    }],
    [{ dataType: 9, int32Data: [0, 5] }, {
      type: "bool",
      dims: [2],
      data: Uint8Array.of(0, 1),
    }],
    [{ dataType: 10, int32Data: [0x3c00, 0xbc00] }, {
      type: "float16",
      dims: [2],
      data: Uint16Array.of(0x3c00, 0xbc00),
    }],
    [{ dataType: 11, doubleData: [0.1, -0] }, {
      type: "float64",
      dims: [2],
      data: Float64Array.of(0.1, -0),
    }],
    [{ dataType: 12, uint64Data: [4000000000n, 1n] }, {
      type: "uint32",
      dims: [2],
      data: Uint32Array.of(4000000000, 1),
    }],
    [{ dataType: 13, uint64Data: [2n ** 64n - 1n, 1n] }, {
      type: "uint64",
      dims: [2],
      data: BigUint64Array.of(2n ** 64n - 1n, 1n),
    }],
    [{ dataType: 16, int32Data: [0x3f80, 0] }, {
      type: "bfloat16",
      dims: [2],
      data: Uint16Array.of(0x3f80, 0),
    }],
    [{ dataType: 9, rawData: Uint8Array.of(255, 0) }, {
      type: "bool",
      dims: [2],
      data: Uint8Array.of(1, 0),
    }],
    [{ dataType: 4, rawData: Uint8Array.of(1, 2, 3, 4) }, {
      type: "uint16",
      dims: [2],
      data: Uint16Array.of(0x0201, 0x0403),
    }],
    [
      { dataType: 8, stringData: [Uint8Array.of(0xc3, 0xa9), Uint8Array.of()] },
      { type: "string", dims: [2], data: ["é", ""] },
    ],
  ];
  for (const [parts, expected] of stored) {
    assert.deepEqual(tensorFrom({ dims: [2n], ...parts }), expected);
  }
});

Deno.test("readModel() views aligned bytes and copies others", () => {
  const rawData = new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer);
  const bytes = modelBytes({
    initializer: [{ name: "w", dims: [4n], dataType: 1, rawData }],
  });
  const views = [0, 1, 2, 3].map((shift) => {
    const moved = new Uint8Array(bytes.length + 3).subarray(
      shift,
      shift + bytes.length,
    );
    moved.set(bytes);
    const { data } = readModel(moved).graph.initializers.get("w")!;
    assert.deepEqual(data, Float32Array.of(1, 2, 3, 4));
    return data instanceof Float32Array && data.buffer === moved.buffer;
  });
  assert.equal(views.filter((isView) => isView).length, 1);
});

Deno.test("readModel() reads shared memory without sharing it", () => {
  const bytes = modelBytes({
    initializer: [{
      name: "w",
      dims: [1n],
      dataType: 2,
      rawData: Uint8Array.of(7),
    }],
  });
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  const { data } = readModel(shared).graph.initializers.get("w")!;
  shared.fill(0);
  assert.deepEqual(data, Uint8Array.of(7));
});

Deno.test("readModel() knows attributes whose kind an old file leaves out", () => {
  const bytes = modelBytes({
    node: [{
      opType: "Old",
      attribute: [
        { name: "a", f: 0.5 },
        { name: "b", i: 0n },
        { name: "c", s: Uint8Array.of(104, 105) },
        { name: "d", ints: [1n, 2n] },
        { name: "e", floats: [1, 2] },
        { name: "f", strings: [Uint8Array.of(104)] },
        { name: "__proto__", i: 1n },
      ],
    }],
  });
  const { attributes } = readModel(bytes).graph.nodes[0]!;
  assert.deepEqual(Object.entries(attributes), [
    ["a", 0.5],
    ["b", 0n],
    ["c", "hi"],
    ["d", [1n, 2n]],
    ["e", [1, 2]],
    ["f", ["h"]],
    ["__proto__", 1n],
  ]);
});

Deno.test("readModel() takes ONNX's two names of its domain as one", () => {
  const bytes = modelBytes({ node: [{ opType: "Relu", domain: "ai.onnx" }] }, {
    opsetImport: [{ domain: "ai.onnx", version: 15n }],
    producerName: "pytorch",
    producerVersion: "1.13",
  });
  const { graph, opsets, producer } = readModel(bytes);
  assert.equal(graph.nodes[0]!.domain, "");
  assert.deepEqual([...opsets], [["", 15]]);
  assert.equal(producer, "pytorch 1.13");
});

const EXTERNAL = {
  dims: [2n],
  dataType: 1,
  dataLocation: Location.EXTERNAL,
};

function at(
  entries: Readonly<Record<string, string>>,
): Omit<TensorInit, "$typeName"> {
  return {
    ...EXTERNAL,
    externalData: Object.entries(entries).map(([key, value]) => ({
      key,
      value,
    })),
  };
}

Deno.test("readModel() reads tensors from files beside the model, each once", () => {
  const asked: string[] = [];
  const load = (location: string): Uint8Array => {
    asked.push(location);
    return new Uint8Array(Float32Array.of(0, 1, 2).buffer);
  };
  const place = { location: "weights/w.bin", offset: "4", length: "8" };
  assert.deepEqual(tensorFrom(at(place), load).data, Float32Array.of(1, 2));
  const bytes = modelBytes({
    initializer: [
      { name: "a", ...at({ location: "w.bin" }) },
      { name: "b", ...at(place) },
      { name: "c", ...at({ location: "w.bin", offset: "4" }) },
    ],
  });
  const { initializers } = readModel(bytes, { external: load }).graph;
  assert.deepEqual(
    [...initializers.values()].map(({ data }) => [...data as Float32Array]),
    [[0, 1], [1, 2], [1, 2]],
  );
  assert.deepEqual(asked, ["weights/w.bin", "w.bin", "weights/w.bin"]);
});

Deno.test("readModel() refuses places outside of the model's folder or the file", () => {
  const load = (): Uint8Array => new Uint8Array(12);
  for (
    const location of [
      "/etc/passwd",
      "../w",
      "a/../../w",
      "a\\w",
      "C:w",
      "",
      "w\0",
    ]
  ) {
    assert.throws(
      () => tensorFrom(at({ location }), () => assert.fail("it was opened")),
      /initializer 0 "w": its data are said to be in ".*": name a file in the folder of the model, without "\.\."$/,
      location,
    );
  }
  for (
    const [offset, length] of [["8", "8"], ["-4", "8"], ["1e1", "8"], [
      "0",
      "16",
    ], ["99999999999999999999", "8"]] as const
  ) {
    assert.throws(
      () => tensorFrom(at({ location: "w", offset, length }), load),
      {
        name: "SyntaxError",
        message:
          `Cannot read "m.onnx": initializer 0 "w": its data are said to be at offset "${offset}" of "w", "${length}" bytes long, and the file has 12 bytes: fetch or export both files again`,
      },
    );
  }
  assert.throws(
    () => tensorFrom(at({ location: "w", length: "4" }), load),
    /the shape \(2\) of float32 needs 8 bytes and it has 4/,
  );
});

Deno.test("readModel() names the file that it cannot have", () => {
  assert.throws(() => tensorFrom(at({ location: "w.data" })), {
    name: "TypeError",
    message:
      'Cannot read "m.onnx": initializer 0 "w": its data are in another file, "w.data": supply that file beside the model, or save the model as one file',
  });
  const gone = (): never => {
    throw new Error("no such file");
  };
  assert.throws(() => tensorFrom(at({ location: "w.data" }), gone), {
    name: "SyntaxError",
    message:
      'Cannot read "m.onnx": initializer 0 "w": its data are in another file, "w.data", which cannot be read (no such file): supply that file beside the model',
  });
});

const HUGE = 2n ** 40n;

const REFUSED: Readonly<Record<string, readonly [Uint8Array, RegExp]>> = {
  "no bytes": [new Uint8Array(0), /it is empty: fetch or export it again$/],
  "a pointer of Git LFS": [
    new TextEncoder().encode("version https://git-lfs.github.com/spec/v1\n"),
    /it is a pointer of Git LFS, not the model: run "git lfs pull"$/,
  ],
  "a file of PyTorch": [
    Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0),
    /it is a ZIP archive, such as PyTorch's: export the network to ONNX first$/,
  ],
  "a web page": [
    new TextEncoder().encode("<!DOCTYPE html><html></html>"),
    /byte \d+.*: it is not an ONNX model, or is damaged or cut short; fetch or export it again$/,
  ],
  "a model without a graph": [
    Uint8Array.of(8, 8),
    /it holds no graph: name an ONNX model$/,
  ],
  "bytes that disagree with a shape": [
    modelBytes({
      initializer: [{
        name: "w",
        dims: [3n],
        dataType: 1,
        rawData: new Uint8Array(8),
      }],
    }),
    /initializer 0 "w": the shape \(3\) of float32 needs 12 bytes and it has 8/,
  ],
  "elements that disagree with a shape": [
    modelBytes({
      initializer: [{ name: "w", dims: [3n], dataType: 1, floatData: [1] }],
    }),
    /initializer 0 "w": the shape \(3\) disagrees with its 1 elements/,
  ],
  "a shape of more elements than memory has": [
    modelBytes({
      initializer: [{
        name: "w",
        dims: [HUGE, HUGE],
        dataType: 1,
        rawData: new Uint8Array(8),
      }],
    }),
    /needs 4\.835703278458517e\+24 bytes and it has 8/,
  ],
  "a shape whose size overflows": [
    modelBytes({
      initializer: [{
        name: "w",
        dims: new Array<bigint>(40).fill(HUGE),
        dataType: 1,
        rawData: new Uint8Array(8),
      }],
    }),
    /needs Infinity bytes and it has 8/,
  ],
  "a negative dimension": [
    modelBytes({ initializer: [{ name: "w", dims: [-2n], dataType: 1 }] }),
    /initializer 0 "w": the dimension -2 is out of range/,
  ],
  "an element type without numbers here": [
    modelBytes({ initializer: [{ name: "w", dims: [1n], dataType: 17 }] }),
    /initializer 0 "w": the element type 17 \(FLOAT8E4M3FN\) is not supported: convert it to one of float32, /,
  ],
  "an element type that ONNX does not have": [
    modelBytes({ initializer: [{ name: "w", dims: [1n], dataType: 99 }] }),
    /the element type 99 \(unknown to ONNX 1\.20\) is not supported/,
  ],
  "a name that is given twice": [
    modelBytes({
      initializer: [{ name: "w", dataType: 1, floatData: [1] }, {
        name: "w",
        dataType: 1,
        floatData: [1],
      }],
    }),
    /initializer 1 "w": another has this name/,
  ],
  "an attribute that is given twice": [
    modelBytes({
      node: [{
        opType: "Elu",
        name: "e",
        attribute: [{ name: "alpha", f: 1 }, { name: "alpha", f: 2 }],
      }],
    }),
    /node 0 "e" \(Elu\), attribute "alpha": the node has it twice/,
  ],
  "an attribute of a kind that is not supported": [
    modelBytes({
      node: [{
        opType: "X",
        attribute: [{ name: "t", type: Kind.TYPE_PROTO }],
      }],
    }),
    /node 0 \(X\), attribute "t": attributes of kind TYPE_PROTO are not supported/,
  ],
  "a text that is not UTF-8": [
    modelBytes({
      node: [{
        opType: "X",
        attribute: [{ name: "s", s: Uint8Array.of(0xff) }],
      }],
    }),
    /node 0 \(X\), attribute "s": a text is not in UTF-8/,
  ],
  "an input that is a sequence": [
    modelBytes({
      input: [{
        name: "x",
        type: { value: { case: "sequenceType", value: {} } },
      }],
    }),
    /input 0: "x" is not a tensor but sequence: export the model so that it takes and gives tensors$/,
  ],
  "a sparse constant": [
    modelBytes({ sparseInitializer: [{ values: { name: "s" } }] }),
    /initializer "s": sparse tensors are not supported: export it as a dense one$/,
  ],
  "functions of its own": [
    modelBytes({}, { functions: [{ name: "F" }] }),
    /function "F": functions of a model's own are not supported: inline them with/,
  ],
  "two versions of a domain": [
    modelBytes({}, {
      opsetImport: [{ domain: "", version: 9n }, {
        domain: "ai.onnx",
        version: 10n,
      }],
    }),
    /the domain "" has two operator set versions/,
  ],
  "more nodes than a network has": [
    bytesField(7, repeated(bytesField(1, []), 600_000)),
    /byte \d+ in graph\.node\[\d+\]: the file has more nodes, attributes and names than any network that can be run/,
  ],
  "more integers than shapes have": [
    bytesField(7, bytesField(5, bytesField(1, new Uint8Array(8_100_000)))),
    /in graph\.initializer\[0\]\.dims\[0\]: the file lists more than 8000000 integers one by one: store tensors as "raw_data"$/,
  ],
  "a length beyond its message": [
    bytesField(7, [5 * 8 + 2, 100, 0]),
    /byte \d+ in graph\.initializer\[0\]: 100 bytes are announced and 1 are left/,
  ],
  "a field of the wrong kind": [
    bytesField(7, [1 * 8 + 0, 5]),
    /in graph\.node\[0\]: a field has the wrong wire type 0/,
  ],
  "an integer without an end": [
    new Uint8Array(20).fill(0xff),
    /an integer has more than 10 bytes/,
  ],
};

for (const [what, [bytes, problem]] of Object.entries(REFUSED)) {
  Deno.test(`readModel() refuses ${what}`, () => {
    assert.throws(
      () => readModel(bytes, { name: "m.onnx" }),
      (error: Error) => {
        assert.match(error.message, /^Cannot read "m\.onnx": /);
        assert.match(error.message, problem);
        return error instanceof SyntaxError || error instanceof TypeError;
      },
    );
  });
}

Deno.test("readModel() refuses graphs that are nested without end", () => {
  let graph = new Uint8Array(0);
  for (let i = 0; i < 5000; i++) {
    graph = bytesField(1, bytesField(5, bytesField(6, graph))) as typeof graph;
  }
  assert.throws(
    () => readModel(bytesField(7, graph)),
    /messages are nested more than 100 deep: export the model with fewer nested graphs$/,
  );
});
