import assert from "node:assert/strict";
import { Checkpoint } from "../../../models/checkpoints/checkpoint.ts";
import { checkpointBytes, checkpointFiles } from "./checkpoint_bytes.ts";
import { dictOps, pickle, type TensorOps, tensorOps } from "./pickle_ops.ts";
import { assertRefused, readAll } from "./refused.ts";
import { withHole } from "./with_hole.ts";

/** A checkpoint whose tensor is described otherwise; its storage has four floats. */
function described(tensor: TensorOps): Uint8Array {
  return checkpointBytes({
    data: pickle(dictOps({ weight: tensorOps(tensor) })),
  });
}

function refused(reason: string, tensor: TensorOps): void {
  assertRefused(described(tensor), `"weight" ${reason}`);
}

Deno.test("placeTensor() refuses a storage that claims more or fewer bytes than its entry has", () => {
  for (const length of [0, 3, 5, 65_536, 2 ** 31, 2 ** 53 - 1]) {
    refused(
      `has a storage of ${length} float32, ${
        4 * length
      } bytes, and entry "test/data/0" has 16: it is damaged`,
      { length, size: [0] },
    );
  }
  refused("has a storage of 4 int64, 32 bytes", { storage: "LongStorage" });
});

Deno.test("placeTensor() refuses a storage that is not there", () => {
  for (
    const key of ["1", "", "00", "../data/0", "../version", "0/", "__proto__"]
  ) {
    refused(`has no entry "data/${key}": it is damaged`, { key });
  }
});

Deno.test("placeTensor() refuses a view that reaches past its storage", () => {
  for (
    const tensor of [
      { offset: 1 },
      { offset: 2 ** 53 - 1 },
      { size: [2], stride: [4] },
      { size: [2, 2], stride: [2, 2], offset: 1 },
      { size: [2, 1], stride: [2 ** 53 - 1, 1] },
      { size: Array(2).fill(2), stride: Array(2).fill(2 ** 53 - 1) },
    ]
  ) refused("reaches to number", tensor);
});

Deno.test("placeTensor() refuses a view of more numbers than its storage has", () => {
  for (
    const tensor of [
      { size: [5], stride: [0] },
      { size: [2 ** 53 - 1], stride: [0] },
      { size: Array(8).fill(2 ** 53 - 1), stride: Array(8).fill(0) },
      { size: [3, 2], stride: [1, 1] },
    ]
  ) refused("has ", tensor);
});

Deno.test("placeTensor() takes views that stay within", () => {
  const values = (tensor: TensorOps): unknown =>
    readAll(described(tensor)).get("weight")?.data;
  const four = (...numbers: number[]): Float32Array =>
    Float32Array.from(numbers);
  assert.deepEqual(values({ offset: 3, size: [] }), four(4));
  assert.deepEqual(values({ offset: 3, size: [1], stride: [99] }), four(4));
  assert.deepEqual(values({ size: [2, 2], stride: [1, 1] }), four(1, 2, 2, 3));
  assert.deepEqual(
    values({ offset: 1, size: [4], stride: [0] }),
    four(2, 2, 2, 2),
  );
  assert.deepEqual(values({ offset: 2 ** 40, size: [0, 2 ** 53 - 1] }), four());
});

Deno.test("placeTensor() refuses a storage of more than 1 GiB, unread", () => {
  const open = (length: number): Checkpoint => {
    const tensor = tensorOps({ length, size: [length] });
    const size = 4 * length;
    const storage = {
      ...{ name: "test/data/0", bytes: new Uint8Array() },
      listed: { stored: size, size },
    };
    const data = pickle(dictOps({ weight: tensor }));
    const [file] = checkpointFiles({ data });
    return Checkpoint.open(
      withHole([file!, storage], { hole: size, where: "after files" }),
    );
  };
  assert.equal(open(2 ** 28).entries.size, 1);
  assert.throws(() => open(2 ** 28 + 1), {
    name: "SyntaxError",
    message:
      'Cannot read the checkpoint "test.pt": "weight" has a storage of 1073741828 bytes, more than 1073741824: save smaller tensors, each a clone() of its own',
  });
});
