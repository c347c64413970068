import assert from "node:assert/strict";
import { unpickle } from "../../../../models/checkpoints/pickle/unpickle.ts";
import type { PickleValue } from "../../../../models/checkpoints/pickle/value.ts";
import { checkpointBytes } from "../checkpoint_bytes.ts";
import { dictOps, op, orderedDict, pickle, tensorOps } from "../pickle_ops.ts";
import { assertPickleRefused, assertRefused } from "../refused.ts";

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

Deno.test("unpickle() calls only what makes a state dict, as PyTorch does", () => {
  assertPickleRefused(
    'calls "torch.FloatStorage", which is no function',
    [...op.global("torch", "FloatStorage"), ...op.emptyTuple, ...op.reduce],
  );
  assertPickleRefused(
    'calls "collections.OrderedDict" with arguments',
    op.global("collections", "OrderedDict"),
    [...op.none, ...op.tuple1, ...op.reduce],
  );
  assertPickleRefused(
    "calls what is no function",
    op.none,
    op.emptyTuple,
    op.reduce,
  );
  assertPickleRefused(
    "calls what is no function",
    op.global("collections", "OrderedDict"),
    [...op.emptyDict, ...op.reduce],
  );
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
  assertPickleRefused("goes on after its end", orderedDict, [0x2e]);
  assertPickleRefused("leaves values unused", orderedDict, orderedDict);
  assertPickleRefused("leaves values unused", op.mark, orderedDict);
});

Deno.test("unpickle() refuses to take what is not there", () => {
  assertPickleRefused("needs a value where there is none");
  assertPickleRefused("needs a value where there is none", op.mark, op.tuple1);
  assertPickleRefused("needs a value where there is none", op.none, op.tuple2);
  assertPickleRefused("needs a value where there is none", op.mark, op.put(0));
  assertPickleRefused("needs a value where there is none", op.mark);
  assertPickleRefused(
    "goes back to a mark where there is none",
    op.none,
    op.tuple,
  );
  assertPickleRefused("goes back to a mark where there is none", op.setItems);
});

Deno.test("unpickle() refuses a memo before it is set", () => {
  assertPickleRefused("uses the memo 7 before it is set", op.get(7));
  assertPickleRefused(
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
  assertPickleRefused(
    "adds items to something else",
    op.emptyTuple,
    item,
    op.setItem,
  );
  assertPickleRefused(
    "has a key that is no text",
    op.emptyDict,
    op.none,
    op.none,
    op.setItem,
  );
  assertPickleRefused(
    "has a key without a value",
    op.emptyDict,
    op.mark,
    op.text("a"),
    op.setItems,
  );
  assertPickleRefused(
    'has the key "a" twice',
    op.emptyDict,
    item,
    op.setItem,
    item,
    op.setItem,
  );
});

Deno.test("unpickle() refuses numbers beyond those that are exact", () => {
  assertPickleRefused(
    "has the number 9007199254740992, which is too large",
    op.long(2n ** 53n, 8),
  );
  assertPickleRefused(
    "has the number -9223372036854775808, which is too large",
    op.long(-(2n ** 63n), 8),
  );
  assertPickleRefused(
    "has a number of 9 bytes, which is too large",
    op.long(1n, 9),
  );
  assertPickleRefused(
    "has a number of 255 bytes, which is too large",
    op.long(1n, 255),
  );
});

Deno.test("unpickle() refuses texts that claim more than there is, or are none", () => {
  assertPickleRefused("ends in the middle", [
    0x58,
    0xff,
    0xff,
    0xff,
    0xff,
    0x61,
  ]);
  assertPickleRefused("has a text that is not UTF-8", [0x58, 1, 0, 0, 0, 0xff]);
  assertPickleRefused("ends in the middle", [0x63, 0x6f, 0x73]);
});

Deno.test("unpickle() refuses storages in other words than PyTorch's", () => {
  const id = (...items: (readonly number[])[]): void =>
    assertPickleRefused(
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
  assertPickleRefused(
    "refers to something else",
    op.text("storage"),
    op.persistent,
  );
});

Deno.test("unpickle() refuses storages of other numbers, and says what to do", () => {
  for (const storage of ["HalfStorage", "DoubleStorage", "BFloat16Storage"]) {
    assertPickleRefused(
      `has numbers of "torch.${storage}", and only float32 and int64 are read: convert the model with .float() and save it again`,
      dictOps({ weight: tensorOps({ storage }) }),
    );
  }
});

Deno.test("unpickle() refuses lengths, offsets, sizes and strides that cannot be", () => {
  const tensor = (
    reason: string,
    changes: Parameters<typeof tensorOps>[0],
  ): void =>
    assertPickleRefused(reason, dictOps({ weight: tensorOps(changes) }));
  tensor("has a storage without a valid length", { length: -1 });
  tensor("has a tensor without a valid offset", { offset: -4 });
  tensor("has a tensor without a valid size", { size: [-2, -2] });
  tensor("has a tensor without a valid size", { size: Array(9).fill(1) });
  tensor("has a tensor without a valid stride", { size: [2], stride: [-1] });
  tensor("has a tensor without a valid stride", { size: [2, 2], stride: [1] });
  tensor("has a tensor without a valid stride", { size: [], stride: [1] });
  const args = (...items: (readonly number[])[]): readonly number[] => [
    ...op.global("torch._utils", "_rebuild_tensor_v2"),
    ...[...op.mark, ...items.flat(), ...op.tuple],
    ...op.reduce,
  ];
  const storage = [
    ...[
      ...op.mark,
      ...op.text("storage"),
      ...op.global("torch", "FloatStorage"),
    ],
    ...[...op.text("0"), ...op.text("cpu"), ...op.int(4), ...op.tuple],
    ...op.persistent,
  ];
  const rest = [op.int(0), op.emptyTuple, op.emptyTuple] as const;
  const good = args(storage, ...rest, op.true, orderedDict);
  assert.ok(valueOf(good));
  for (
    const bad of [
      args(),
      args(op.none, ...rest, op.false, orderedDict),
      args(storage, ...rest, op.int(0), orderedDict),
      args(storage, ...rest, op.false, op.none),
      args(storage, ...rest, op.false, orderedDict, op.emptyDict),
    ]
  ) {
    assertPickleRefused(
      "rebuilds a tensor from other arguments than PyTorch's",
      bad,
    );
  }
});

Deno.test("unpickle() refuses hooks, which are functions to call", () => {
  const tensor = tensorOps();
  const hooks = dictOps({ hook: op.none });
  const end = [...orderedDict, ...op.tuple, ...op.reduce];
  assert.deepEqual(tensor.slice(-end.length), end);
  assertPickleRefused(
    "rebuilds a tensor from other arguments than PyTorch's",
    tensor.slice(0, -end.length),
    hooks,
    [...op.tuple, ...op.reduce],
  );
});
