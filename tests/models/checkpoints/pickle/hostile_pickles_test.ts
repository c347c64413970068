import assert from "node:assert/strict";
import fc from "fast-check";
import { unpickle } from "../../../../models/checkpoints/pickle/unpickle.ts";
import { checkpointBytes } from "../checkpoint_bytes.ts";
import { dictOps, op, orderedDict, pickle, tensorOps } from "../pickle_ops.ts";
import { assertPickleRefused, outcomeOf } from "../refused.ts";

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
    assertPickleRefused(reason, first, second);
  });
}

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

Deno.test("unpickle() refuses deep nesting wherever it is", () => {
  const deep = [
    ...op.emptyTuple,
    ...Array.from({ length: 200_000 }, () => op.tuple1).flat(),
  ];
  assertPickleRefused("it holds no dict of tensors", deep);
  assertPickleRefused('"weight" is no tensor', dictOps({ weight: deep }));
  assertPickleRefused("refers to something else", deep, op.persistent);
  const marks = Array.from({ length: 200_000 }, () => op.mark).flat();
  assertPickleRefused("needs a value where there is none", marks);
  const dicts = Array.from({ length: 60_000 }, () => [
    ...op.emptyDict,
    ...op.text("a"),
  ]);
  const ends = Array.from({ length: 60_000 }, () => op.setItem);
  assertPickleRefused('"a" is no tensor', dicts.flat(), op.none, ends.flat());
});

Deno.test("unpickle() refuses a dict that holds itself", () => {
  assertPickleRefused(
    '"self" is no tensor',
    [...op.emptyDict, ...op.put(0), ...op.text("self"), ...op.get(0)],
    op.setItem,
  );
});

Deno.test("unpickle() refuses more objects than any state dict has", () => {
  for (const byte of [op.emptyDict, op.emptyTuple, op.none, op.mark]) {
    assertPickleRefused(
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
