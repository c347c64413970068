import assert from "node:assert/strict";
import { Checkpoint } from "../../../models/checkpoints/checkpoint.ts";
import { FileAccess } from "../../../models/checkpoints/file_access.ts";
import type { Tensor } from "../../../models/onnx/tensor.ts";
import { fromFileUrl } from "../../support/paths.ts";
import { floats } from "../../support/tensors.ts";
import {
  checkpointBytes,
  checkpointFiles,
  FOUR_FLOATS,
} from "./checkpoint_bytes.ts";
import { MemoryAccess } from "./memory_access.ts";
import { dictOps, op, orderedDict, pickle, tensorOps } from "./pickle_ops.ts";
import { assertRefused, readAll } from "./refused.ts";
import { torchZip } from "./torch_zip.ts";

interface Described {
  readonly name: string;
  readonly type: "float32" | "int64";
  readonly dims: readonly number[];
  /** Floats as the integer of their bits. */
  readonly values: readonly string[];
}

const TENSORS: Readonly<Record<"network" | "views", readonly Described[]>> =
  JSON.parse(Deno.readTextFileSync(fixture("tensors.json")));

function fixture(name: string): string {
  return fromFileUrl(new URL(`fixtures/${name}`, import.meta.url));
}

function described(name: string, { type, dims, data }: Tensor): Described {
  assert.ok(type === "float32" || type === "int64");
  const bits = type === "float32"
    ? new Int32Array((data as Float32Array<ArrayBuffer>).buffer)
    : data as BigInt64Array;
  return {
    name,
    type,
    dims,
    values: Array.from<number | bigint, string>(bits, String),
  };
}

for (const name of ["network", "views"] as const) {
  Deno.test(`Checkpoint.read() gives what PyTorch saved: ${name}`, () => {
    using file = FileAccess.open(fixture(`${name}.pt`));
    const checkpoint = Checkpoint.open(file);
    const read = [...checkpoint.entries.keys()].map((key) =>
      described(key, checkpoint.read(key))
    );
    assert.deepEqual(read, TENSORS[name]);
    assert.deepEqual(
      [...checkpoint.entries.values()],
      TENSORS[name].map(({ type, dims }) => ({ type, dims })),
    );
    assert.equal(checkpoint.savedAs, name);
  });
}

Deno.test("Checkpoint.read() says which tensor is not there", () => {
  const checkpoint = Checkpoint.open(new MemoryAccess(checkpointBytes()));
  assert.throws(() => checkpoint.read("bias"), {
    name: "RangeError",
    message:
      'Cannot read "bias": the checkpoint "test.pt" has no tensor of this name: see its "entries"',
  });
});

Deno.test("Checkpoint.open() takes storages by address on a GPU, as PyTorch 1.7 writes them", () => {
  const key = "94532784655424";
  const tensor = tensorOps({ key, location: "cuda:0" });
  const bytes = checkpointBytes({
    data: pickle(dictOps({ weight: tensor })),
    storages: { [key]: FOUR_FLOATS },
  });
  assert.deepEqual(readAll(bytes).get("weight"), floats([4], [1, 2, 3, 4]));
});

Deno.test("Checkpoint.open() takes what PyTorch adds to archives from 2.1 on", () => {
  const note = (name: string, text: string) => ({
    name: `test/${name}`,
    bytes: new TextEncoder().encode(text),
  });
  const [data, ...rest] = checkpointFiles();
  const archive = (byteorder: string): Uint8Array =>
    torchZip([
      data!,
      note(".format_version", "1"),
      note(".storage_alignment", "64"),
      note("byteorder", byteorder),
      ...rest,
      note(
        ".data/serialization_id",
        "0636067287178558721600000000000000000000",
      ),
      note("data/serialization_id", "0636067287178558721600000000000000000000"),
    ]);
  assert.deepEqual(readAll(archive("little")), readAll(checkpointBytes()));
  for (const order of ["big", "litt", "bigend", ""]) {
    assertRefused(archive(order), "its numbers are not little-endian");
  }
});

Deno.test("Checkpoint.open() takes thousands of tensors, set in batches of 1000", () => {
  const names = Array.from({ length: 2500 }, (_, i) => `layer${i}.weight`);
  const batches = [0, 1000, 2000].map((from) =>
    names.slice(from, from + 1000).flatMap((name) => [
      ...op.text(name),
      ...op.get(300),
    ])
  );
  const data = pickle(
    orderedDict,
    op.text("first"),
    tensorOps(),
    op.put(300),
    op.setItem,
    ...batches.flatMap((batch) => [op.mark, batch, op.setItems]),
  );
  const read = Checkpoint.open(
    new MemoryAccess(
      checkpointBytes({ data }),
    ),
  );
  assert.deepEqual([...read.entries.keys()], ["first", ...names]);
});

Deno.test("Checkpoint.open() ignores the versions of modules", () => {
  const version = dictOps({ version: op.int(2) }, op.emptyDict);
  const state = (metadata: readonly number[]): readonly number[] =>
    dictOps({ _metadata: metadata }, op.emptyDict);
  const data = (...states: (readonly number[])[]): Uint8Array =>
    pickle(
      dictOps({ weight: tensorOps() }),
      ...states.flatMap((state) => [state, op.build]),
    );
  const metadata = dictOps({ "": version, "a.b": version, c: op.emptyDict });
  const good = checkpointBytes({ data: data(state(metadata)) });
  assert.deepEqual(readAll(good), readAll(checkpointBytes()));
  const nested = Array.from({ length: 5000 }, () => op.tuple1).flat();
  for (
    const states of [
      [state(metadata), state(metadata)],
      [metadata],
      [op.emptyDict],
      [op.none],
      [state(dictOps({ a: op.int(1) }))],
      [state(dictOps({ a: dictOps({ version: metadata }) }))],
      [state(dictOps({ a: dictOps({ version: [...op.none, ...nested] }) }))],
    ]
  ) {
    assertRefused(
      checkpointBytes({ data: data(...states) }),
      'sets another state than the "_metadata" of a state dict',
    );
  }
});

for (
  const [name, reason] of Object.entries({
    half:
      'has numbers of "torch.HalfStorage", and only float32 and int64 are read: convert the model with .float() and save it again',
    training: '"epoch" is no tensor: save the state_dict() alone',
    module:
      'its pickle, at byte 2, imports "torch.nn.modules.linear.Linear", which no state dict needs',
    legacy:
      "it is in the format of PyTorch before 1.6: load it with a later PyTorch and save it again",
  })
) {
  Deno.test(`Checkpoint.open() refuses what is no state dict of floats: ${name}`, () => {
    assertRefused(Deno.readFileSync(fixture(`${name}.pt`)), reason);
  });
}

Deno.test("Checkpoint.open() reads no numbers, and Checkpoint.read() those of one storage", () => {
  const storages = { 0: FOUR_FLOATS, 1: new Uint8Array(400_000) };
  const data = pickle(dictOps({
    small: tensorOps(),
    large: tensorOps({ key: "1", length: 100_000, size: [100_000] }),
  }));
  const files = checkpointFiles({ data, storages });
  const access = new MemoryAccess(torchZip(files));
  const checkpoint = Checkpoint.open(access);
  const names = files.map(({ name }) => name.length);
  const headers = names.reduce((sum, length) => sum + 30 + length, 0);
  const directory = names.reduce((sum, length) => sum + 46 + length, 0);
  const [start, end] = [4, 22 + 20 + 56];
  assert.equal(
    access.bytesRead,
    start + end + directory + headers + data.length,
  );
  assert.equal(access.reads.length, 4 + files.length);
  for (const [name, size] of [["small", 16], ["large", 400_000]] as const) {
    const before = access.bytesRead;
    checkpoint.read(name);
    assert.equal(access.bytesRead - before, size);
  }
});

Deno.test("Checkpoint.open() refuses tensors that share storages beyond measure", () => {
  const size = 40_000;
  const share = (times: number): Uint8Array =>
    checkpointBytes({
      data: pickle(
        orderedDict,
        op.text("0"),
        tensorOps({ length: size / 4 }),
        op.put(0),
        op.setItem,
        op.mark,
        Array.from({ length: times - 1 }, (_, i) => [
          ...op.text(String(i + 1)),
          ...op.get(0),
        ]).flat(),
        op.setItems,
      ),
      storages: { 0: new Uint8Array(size) },
    });
  assert.equal(readAll(share(64)).size, 64);
  assertRefused(share(100), "its tensors share storages, and to read them all");
});
