import assert from "node:assert/strict";
import fc from "fast-check";
import { unpickle } from "../../../../models/checkpoints/pickle/unpickle.ts";
import type { PickleValue } from "../../../../models/checkpoints/pickle/value.ts";
import { checkpointBytes } from "../checkpoint_bytes.ts";
import { dictOps, op, orderedDict, pickle, tensorOps } from "../pickle_ops.ts";
import { assertRefused, outcomeOf } from "../refused.ts";

/** What a value is in a dict under "key". */
function valueOf(...parts: (readonly number[])[]): PickleValue | undefined {
  const value = unpickle(
    pickle(dictOps({ key: parts.flat() }, op.emptyDict)),
    "test.pt",
  );
  assert.ok(typeof value === "object" && value?.kind === "dict");
  assert.deepEqual([...value.entries.keys()], ["key"]);
  return value.entries.get("key");
}

/** A whole checkpoint with a pickle of these parts is refused. */
function refused(reason: string, ...parts: (readonly number[])[]): void {
  assertRefused(checkpointBytes({ data: pickle(...parts) }), reason);
}

Deno.test("unpickle() reads numbers of every width", () => {
  for (
    const value of [0, 255, 256, 65_535, 65_536, -1, 2 ** 31 - 1, -(2 ** 31)]
  ) {
    assert.equal(valueOf(op.int(value)), value);
  }
  for (const value of [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]) {
    assert.equal(valueOf(op.long(BigInt(value), 8)), value);
  }
  assert.equal(valueOf(op.long(0n, 0)), 0);
  assert.equal(valueOf(op.long(-2n, 1)), -2);
  assert.equal(valueOf(op.long(254n, 2)), 254);
});

Deno.test("unpickle() reads plain values, tuples and texts", () => {
  const plain = [op.none, op.true, op.false, op.text("ä😀\ufeff")];
  const items = [null, true, false, "ä😀\ufeff"];
  const tuple = (count: number): PickleValue => ({
    kind: "tuple",
    items: items.slice(0, count),
  });
  assert.deepEqual(valueOf(op.emptyTuple), tuple(0));
  assert.deepEqual(valueOf(plain[0]!, op.tuple1), tuple(1));
  assert.deepEqual(valueOf(...plain.slice(0, 2), op.tuple2), tuple(2));
  assert.deepEqual(valueOf(...plain.slice(0, 3), op.tuple3), tuple(3));
  assert.deepEqual(valueOf(op.mark, ...plain, op.tuple), tuple(4));
});

Deno.test("unpickle() tells a tensor by its storage and its view", () => {
  const storage = { kind: "storage", type: "int64", key: "17", length: 90 };
  assert.deepEqual(
    valueOf(tensorOps({
      storage: "LongStorage",
      key: "17",
      length: 90,
      offset: 3,
      size: [2, 5],
      stride: [30, 7],
    })),
    { kind: "tensor", storage, offset: 3, dims: [2, 5], strides: [30, 7] },
  );
});

/** What would run "echo" if it were executed, in every way that a pickle has. */
const SYSTEM = {
  "GLOBAL and REDUCE": [
    op.global("posix", "system"),
    [...op.text("echo"), ...op.tuple1, ...op.reduce],
    'its pickle, at byte 2, imports "posix.system", which no state dict needs and nothing here runs',
  ],
  "STACK_GLOBAL": [
    [...op.text("posix"), ...op.text("system")],
    [0x93],
    "its pickle, at byte 23, has the opcode 0x93, which no state dict needs",
  ],
  "INST": [
    [...op.mark, ...op.text("echo")],
    [0x69, ...new TextEncoder().encode("posix\nsystem\n")],
    "has the opcode 0x69",
  ],
  "OBJ": [
    [...op.mark, ...orderedDict],
    [0x6f],
    "has the opcode 0x6f",
  ],
  "NEWOBJ": [[...orderedDict, ...op.emptyTuple], [0x81], "has the opcode 0x81"],
  "NEWOBJ_EX": [
    [...orderedDict, ...op.emptyTuple, ...op.emptyDict],
    [0x92],
    "has the opcode 0x92",
  ],
  "EXT1": [[], [0x82, 1], "has the opcode 0x82"],
  "EXT2": [[], [0x83, 1, 0], "has the opcode 0x83"],
  "EXT4": [[], [0x84, 1, 0, 0, 0], "has the opcode 0x84"],
  "PERSID": [[], [0x50, 0x30, 0x0a], "has the opcode 0x50"],
  "eval": [
    op.global("builtins", "eval"),
    [],
    'imports "builtins.eval"',
  ],
  "a name with dots": [
    op.global("torch._utils", "_rebuild_tensor_v2.__globals__"),
    [],
    'imports "torch._utils._rebuild_tensor_v2.__globals__"',
  ],
  "a steering name": [
    op.global("os\u001b[2J", "x"),
    [],
    'imports "os\\u001b[2J.x"',
  ],
} as const;

for (const [way, [first, second, reason]] of Object.entries(SYSTEM)) {
  Deno.test(`unpickle() executes nothing, by ${way}`, () => {
    refused(reason, first, second);
  });
}

Deno.test("unpickle() calls only what makes a state dict, as PyTorch does", () => {
  refused(
    'calls "torch.FloatStorage", which is no function',
    [...op.global("torch", "FloatStorage"), ...op.emptyTuple, ...op.reduce],
  );
  refused(
    'calls "collections.OrderedDict" with arguments',
    op.global("collections", "OrderedDict"),
    [...op.none, ...op.tuple1, ...op.reduce],
  );
  refused("calls what is no function", op.none, op.emptyTuple, op.reduce);
  refused(
    "calls what is no function",
    op.global("collections", "OrderedDict"),
    [...op.emptyDict, ...op.reduce],
  );
});

/** What PyTorch writes for a state dict, by pickletools' names. */
const NEEDED = {
  ...{ MARK: 0x28, STOP: 0x2e, NONE: 0x4e, NEWTRUE: 0x88, NEWFALSE: 0x89 },
  ...{ BININT: 0x4a, BININT1: 0x4b, BININT2: 0x4d, LONG1: 0x8a },
  ...{ BINUNICODE: 0x58, EMPTY_TUPLE: 0x29, TUPLE: 0x74, TUPLE1: 0x85 },
  ...{ TUPLE2: 0x86, TUPLE3: 0x87, EMPTY_DICT: 0x7d, SETITEM: 0x73 },
  ...{ SETITEMS: 0x75, BINPUT: 0x71, LONG_BINPUT: 0x72, BINGET: 0x68 },
  ...{ LONG_BINGET: 0x6a, GLOBAL: 0x63, BINPERSID: 0x51, REDUCE: 0x52 },
  ...{ BUILD: 0x62 },
};

Deno.test("unpickle() refuses opcodes that no state dict needs, each by its number", () => {
  const needed = new Set(Object.values(NEEDED));
  for (let opcode = 0; opcode < 256; opcode++) {
    const bytes = checkpointBytes({ data: pickle([opcode]) });
    const isRefused = String(outcomeOf(bytes)).includes(
      `at byte 2, has the opcode 0x${
        opcode.toString(16).padStart(2, "0")
      }, which no state dict needs`,
    );
    assert.equal(isRefused, !needed.has(opcode), `opcode ${opcode}`);
  }
});

Deno.test("unpickle() refuses other protocols and what is no pickle", () => {
  const data = (...bytes: number[]): Uint8Array =>
    checkpointBytes({ data: Uint8Array.from(bytes) });
  assertRefused(data(0x80, 4, 0x2e), "is of protocol 4: save it again");
  assertRefused(data(0x7d, 0x2e), "does not start with its protocol");
  assertRefused(data(), "its pickle, at byte 0, ends in the middle");
  assertRefused(data(0x80), "its pickle, at byte 0, ends in the middle");
  assertRefused(data(0x80, 2), "its pickle, at byte 2, ends in the middle");
});

Deno.test("unpickle() refuses a pickle that ends anywhere else than at its end", () => {
  const whole = pickle(
    dictOps({ weight: tensorOps({ length: 2 ** 33, offset: 70_000 }) }),
    op.put(300),
    op.get(300),
  );
  for (let length = 2; length < whole.length; length++) {
    assertRefused(
      checkpointBytes({ data: whole.subarray(0, length) }),
      "ends in the middle: it is damaged",
    );
  }
  refused("goes on after its end", orderedDict, [0x2e]);
  refused("leaves values unused", orderedDict, orderedDict);
  refused("leaves values unused", op.mark, orderedDict);
});

Deno.test("unpickle() refuses to take what is not there", () => {
  refused("needs a value where there is none");
  refused("needs a value where there is none", op.mark, op.tuple1);
  refused("needs a value where there is none", op.none, op.tuple2);
  refused("needs a value where there is none", op.mark, op.put(0));
  refused("needs a value where there is none", op.mark);
  refused("goes back to a mark where there is none", op.none, op.tuple);
  refused("goes back to a mark where there is none", op.setItems);
});

Deno.test("unpickle() refuses a memo before it is set", () => {
  refused("uses the memo 7 before it is set", op.get(7));
  refused(
    "uses the memo 4294967295 before it is set",
    orderedDict,
    op.put(2 ** 32 - 2),
    op.get(2 ** 32 - 1),
  );
});

Deno.test("unpickle() keeps a value that has no other name than its memo", () => {
  assert.deepEqual(
    valueOf(op.none, op.put(2 ** 32 - 1), op.get(2 ** 32 - 1), op.tuple2),
    { kind: "tuple", items: [null, null] },
  );
});

Deno.test("unpickle() adds items to nothing else than a dict, by texts that differ", () => {
  const item = [...op.text("a"), ...op.none];
  refused("adds items to something else", op.emptyTuple, item, op.setItem);
  refused(
    "has a key that is no text",
    op.emptyDict,
    op.none,
    op.none,
    op.setItem,
  );
  refused(
    "has a key without a value",
    op.emptyDict,
    op.mark,
    op.text("a"),
    op.setItems,
  );
  refused(
    'has the key "a" twice',
    op.emptyDict,
    item,
    op.setItem,
    item,
    op.setItem,
  );
});

Deno.test("unpickle() refuses numbers beyond those that are exact", () => {
  refused(
    "has the number 9007199254740992, which is too large",
    op.long(2n ** 53n, 8),
  );
  refused(
    "has the number -9223372036854775808, which is too large",
    op.long(-(2n ** 63n), 8),
  );
  refused("has a number of 9 bytes, which is too large", op.long(1n, 9));
  refused("has a number of 255 bytes, which is too large", op.long(1n, 255));
});

Deno.test("unpickle() refuses texts that claim more than there is, or are none", () => {
  refused("ends in the middle", [0x58, 0xff, 0xff, 0xff, 0xff, 0x61]);
  refused("has a text that is not UTF-8", [0x58, 1, 0, 0, 0, 0xff]);
  refused("ends in the middle", [0x63, 0x6f, 0x73]);
});

Deno.test("unpickle() refuses storages in other words than PyTorch's", () => {
  const id = (...items: (readonly number[])[]): void =>
    refused(
      "refers to something else than a storage of numbers",
      op.mark,
      ...items,
      op.tuple,
      op.persistent,
    );
  const float = op.global("torch", "FloatStorage");
  const [tag, key, place, length] = [
    op.text("storage"),
    op.text("0"),
    op.text("cpu"),
    op.int(4),
  ];
  id();
  id(op.text("module"), float, key, place, length);
  id(tag, op.text("FloatStorage"), key, place, length);
  id(tag, op.global("collections", "OrderedDict"), key, place, length);
  id(tag, float, op.int(0), place, length);
  id(tag, float, key, op.none, length);
  id(tag, float, key, place);
  id(tag, float, key, place, length, op.none);
  refused("refers to something else", op.text("storage"), op.persistent);
});

Deno.test("unpickle() refuses storages of other numbers, and says what to do", () => {
  for (const storage of ["HalfStorage", "DoubleStorage", "BFloat16Storage"]) {
    refused(
      `has numbers of "torch.${storage}", and only float32 and int64 are read: convert the model with .float() and save it again`,
      dictOps({ weight: tensorOps({ storage }) }),
    );
  }
});

Deno.test("unpickle() refuses lengths, offsets, sizes and strides that cannot be", () => {
  const tensor = (
    reason: string,
    changes: Parameters<typeof tensorOps>[0],
  ): void => refused(reason, dictOps({ weight: tensorOps(changes) }));
  tensor("has a storage without a valid length", { length: -1 });
  tensor("has a tensor without a valid offset", { offset: -4 });
  tensor("has a tensor without a valid size", { size: [-2, -2] });
  tensor("has a tensor without a valid size", { size: Array(9).fill(1) });
  tensor("has a tensor without a valid stride", { size: [2], stride: [-1] });
  tensor("has a tensor without a valid stride", { size: [2, 2], stride: [1] });
  tensor("has a tensor without a valid stride", { size: [], stride: [1] });
  const args = (...items: (readonly number[])[]): void =>
    refused(
      "rebuilds a tensor from other arguments than PyTorch's",
      op.global("torch._utils", "_rebuild_tensor_v2"),
      op.mark,
      ...items,
      op.tuple,
      op.reduce,
    );
  args();
  args(op.none, op.int(0), op.emptyTuple, op.emptyTuple, op.false, orderedDict);
});

Deno.test("unpickle() refuses hooks, which are functions to call", () => {
  const tensor = tensorOps();
  const hooks = dictOps({ hook: op.none });
  const end = [...orderedDict, ...op.tuple, ...op.reduce];
  assert.deepEqual(tensor.slice(-end.length), end);
  refused(
    "rebuilds a tensor from other arguments than PyTorch's",
    tensor.slice(0, -end.length),
    hooks,
    [...op.tuple, ...op.reduce],
  );
});

Deno.test("unpickle() refuses deep nesting wherever it is", () => {
  const deep = [
    ...op.emptyTuple,
    ...Array.from({ length: 200_000 }, () => op.tuple1).flat(),
  ];
  refused("it holds no dict of tensors", deep);
  refused('"weight" is no tensor', dictOps({ weight: deep }));
  refused("refers to something else", deep, op.persistent);
  const marks = Array.from({ length: 200_000 }, () => op.mark).flat();
  refused("needs a value where there is none", marks);
  const dicts = Array.from({ length: 60_000 }, () => [
    ...op.emptyDict,
    ...op.text("a"),
  ]);
  const ends = Array.from({ length: 60_000 }, () => op.setItem);
  refused('"a" is no tensor', dicts.flat(), op.none, ends.flat());
});

Deno.test("unpickle() refuses a dict that holds itself", () => {
  refused(
    '"self" is no tensor',
    [...op.emptyDict, ...op.put(0), ...op.text("self"), ...op.get(0)],
    op.setItem,
  );
});

Deno.test("unpickle() refuses more objects than any state dict has", () => {
  for (const byte of [op.emptyDict, op.emptyTuple, op.none, op.mark]) {
    refused(
      "its pickle, at byte 262145, has more than 262144 opcodes",
      Array.from({ length: 300_000 }, () => byte).flat(),
    );
  }
});

Deno.test("unpickle() looks once at versions that modules share", () => {
  const versions = dictOps({ version: op.int(1) }, op.emptyDict);
  const shared = Array.from({ length: 1000 }, (_, i) => [`m${i}`, op.get(0)]);
  const metadata = dictOps({
    first: [...versions, ...op.put(0)],
    ...Object.fromEntries(shared),
  });
  const data = pickle(
    orderedDict,
    dictOps({ _metadata: metadata }, op.emptyDict),
    op.build,
  );
  const { values } = Map.prototype;
  let looks = 0;
  Map.prototype.values = function () {
    looks++;
    return values.call(this);
  };
  try {
    unpickle(data, "test.pt");
  } finally {
    Map.prototype.values = values;
  }
  assert.equal(looks, 2);
});

Deno.test("unpickle() understands or refuses any sequence of opcodes", () => {
  const index = fc.nat(3);
  const part = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        ...Object.values(op).flatMap((bytes) =>
          typeof bytes === "function" ? [] : [bytes]
        ),
      ),
    },
    fc.constantFrom(
      op.global("collections", "OrderedDict"),
      op.global("torch._utils", "_rebuild_tensor_v2"),
      op.global("torch", "LongStorage"),
      op.text("storage"),
      op.text("_metadata"),
      orderedDict,
      tensorOps(),
      [0x2e],
    ),
    index.map((i) => op.put(i)),
    index.map((i) => op.get(i)),
    fc.integer().map((value) => op.int(value)),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }).map((value) =>
      op.long(value, 8)
    ),
    fc.string({ maxLength: 3 }).map((text) => op.text(text)),
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 3 }).map((bytes) => [...bytes]),
    },
  );
  let understood = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      try {
        unpickle(pickle(...parts), "test.pt");
        understood++;
      } catch (error) {
        if (
          !(error instanceof SyntaxError) ||
          !error.message.startsWith(
            'Cannot read the checkpoint "test.pt": its pickle, at byte ',
          )
        ) throw error;
      }
    }),
    { seed: 11, numRuns: 20_000 },
  );
  assert.ok(understood > 100, `${understood} were understood`);
});
