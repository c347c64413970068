import assert from "node:assert/strict";
import { join } from "node:path";
import { writeNpy } from "../../../../data/npy.ts";
import { wasmFacts } from "../../../../models/runtime/facts_of.ts";
import type {
  Session,
  TensorLike,
} from "../../../../models/runtime/session.ts";
import type { NetworkFeed } from "../../../../pipeline/stages/networks/network_feed.ts";
import { joinBatches } from "../../../../pipeline/stages/networks/join_batches.ts";
import {
  type BatchOptions,
  type BatchOutputs,
  runBatches,
} from "../../../../pipeline/stages/networks/run_batches.ts";
import { withFolder } from "../../../support/temporary_folder.ts";
import { floats } from "../../../support/tensors.ts";

const FEED: NetworkFeed = {
  id: "net-0",
  size: [1, 2],
  resize: "bilinear",
  preprocess: "none",
  layout: "NCHW",
  input: "x",
  batch: null,
};

/** A session that gives back what it is fed with, and notes it. */
class Echo implements Session {
  readonly inputs = ["x"];
  readonly outputs = ["y", "scalar"];
  readonly facts = wasmFacts();
  readonly fed: TensorLike[] = [];

  run({ x }: Readonly<Record<string, TensorLike>>) {
    this.fed.push(x!);
    return Promise.resolve({ y: x!, scalar: floats([], [1]) });
  }

  close() {
    return Promise.resolve();
  }
}

interface Ran {
  readonly session: Echo;
  readonly batches: BatchOutputs[];
}

/** Runs pictures of one row of two pixels: picture i is 10 i + 0 … 5. */
async function ran(
  count: number,
  options: Partial<BatchOptions> = {},
  row: readonly number[] = [1, 2, 3],
): Promise<Ran> {
  return await withFolder(async (folder) => {
    const pixels = join(folder, "pixels.npy");
    const data = Uint8Array.from(
      { length: count * row.reduce((size, x) => size * x, 1) },
      (_, i) => 10 * Math.floor(i / 6) + i % 6,
    );
    await writeNpy(pixels, { shape: [count, ...row], data });
    const session = new Echo();
    const batches = await Array.fromAsync(runBatches(session, {
      pixels,
      feed: FEED,
      outputs: ["y"],
      batch: 2,
      ...options,
    }));
    return { session, batches };
  });
}

Deno.test("runBatches() feeds all pictures in order, the last batch being smaller", async () => {
  const { session, batches } = await ran(5);
  assert.deepEqual(batches.map(({ start, count }) => [start, count]), [
    [0, 2],
    [2, 2],
    [4, 1],
  ]);
  assert.deepEqual(session.fed.map(({ dims }) => dims), [
    [2, 3, 1, 2],
    [2, 3, 1, 2],
    [1, 3, 1, 2],
  ]);
  // Channels come first: red of both pixels, then green, then blue.
  assert.deepEqual([...session.fed[2]!.data], [40, 43, 41, 44, 42, 45]);
  assert.deepEqual(Object.keys(batches[0]!.outputs), ["y"]);
});

Deno.test("runBatches() repeats the last picture where the batch is fixed, and drops what comes of it", async () => {
  const { session, batches } = await ran(4, { feed: { ...FEED, batch: 3 } });
  assert.deepEqual(session.fed.map(({ dims }) => dims[0]), [3, 3]);
  const { count, outputs } = batches[1]!;
  assert.equal(count, 1);
  assert.deepEqual(outputs.y!.dims, [1, 3, 1, 2]);
  assert.deepEqual([...outputs.y!.data], [30, 33, 31, 34, 32, 35]);
  const free = joinBatches((await ran(4)).batches);
  assert.deepEqual(joinBatches(batches), free);
  assert.deepEqual(free.y!.dims, [4, 3, 1, 2]);
});

Deno.test("runBatches() takes the first pictures alone where only some are wanted", async () => {
  const { session } = await ran(5, { most: 3 });
  assert.deepEqual(session.fed.map(({ dims }) => dims[0]), [2, 1]);
});

Deno.test("runBatches() runs nothing for a shard without pictures", async () => {
  const { session, batches } = await ran(0);
  assert.deepEqual([session.fed, batches], [[], []]);
  assert.deepEqual(joinBatches(batches), {});
});

/** Pictures of one row of two pixels as floats: picture i is 10 i + 0 … 5, channels first. */
async function ranFloats(
  count: number,
  feed: Partial<NetworkFeed> = {},
  row: readonly number[] = [3, 1, 2],
): Promise<Ran> {
  return await withFolder(async (folder) => {
    const pixels = join(folder, "pixels.npy");
    const data = Float32Array.from(
      { length: 6 * count },
      (_, i) => 10 * Math.floor(i / 6) + i % 6 + 0.25,
    );
    await writeNpy(pixels, { shape: [count, ...row], data });
    const session = new Echo();
    const batches = await Array.fromAsync(runBatches(session, {
      pixels,
      feed: { ...FEED, preprocess: "imagenet", resize: "torch", ...feed },
      outputs: ["y"],
      batch: 2,
    }));
    return { session, batches };
  });
}

Deno.test("runBatches() feeds floats as they are, in the order of the network's axes", async () => {
  const { session } = await ranFloats(3);
  assert.deepEqual(session.fed.map(({ dims }) => dims), [
    [2, 3, 1, 2],
    [1, 3, 1, 2],
  ]);
  const third = [20.25, 21.25, 22.25, 23.25, 24.25, 25.25];
  assert.deepEqual([...session.fed[1]!.data], third);
  const last = await ranFloats(3, { layout: "NHWC", batch: 2 });
  assert.deepEqual(last.session.fed[1]!.dims, [2, 1, 2, 3]);
  const [a, b, c, d, e, f] = third;
  assert.deepEqual(
    [...last.session.fed[1]!.data],
    [a, c, e, b, d, f, a, c, e, b, d, f],
  );
});

Deno.test("runBatches() refuses bytes where the network's pictures are floats, and the other way round", async () => {
  await assert.rejects(ran(1, { feed: { ...FEED, resize: "torch" } }), {
    name: "TypeError",
    message: /its elements are "\|u1" and float32 is wanted/,
  });
  await assert.rejects(ranFloats(1, { resize: "box" }), {
    name: "TypeError",
    message: /its elements are "<f4" and uint8 is wanted/,
  });
  await assert.rejects(ranFloats(1, {}, [1, 2, 3]), {
    name: "TypeError",
    message: /holds no pictures but rows of \[1, 2, 3\]/,
  });
  await assert.rejects(ranFloats(1, { size: [2, 1] }), {
    name: "RangeError",
    message: /^net-0 takes 2 x 1 pixels where .* pictures are 1 x 2: /,
  });
});

Deno.test("runBatches() names the network that takes pictures of another size", async () => {
  await assert.rejects(ran(1, { feed: { ...FEED, size: [2, 1] } }), {
    name: "RangeError",
    message:
      "net-0 takes 2 x 1 pixels where its architecture's pictures are 1 x 2: give all runs of an architecture the same input",
  });
  await assert.rejects(ran(1, {}, [1, 6]), {
    name: "TypeError",
    message: /holds no pictures but rows of \[1, 6\]/,
  });
});

Deno.test("runBatches() refuses outputs that are not one row a picture", async () => {
  await assert.rejects(ran(1, { outputs: ["scalar"] }), {
    name: "TypeError",
    message: /^net-0 gives \[\] as output "scalar" of 1 pictures: /,
  });
  await assert.rejects(ran(1, { outputs: ["z"] }), {
    name: "TypeError",
    message: /^net-0 gives no output "z": /,
  });
});
