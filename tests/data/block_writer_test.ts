import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { BlockWriter } from "../../data/block_writer.ts";

/** A file in memory that takes at most so many bytes at a time. */
class SlowFile {
  readonly writes: Uint8Array[] = [];
  readonly #most: number;

  constructor(most = Infinity) {
    this.#most = most;
  }

  get bytes(): number[] {
    return this.writes.flatMap((bytes) => [...bytes]);
  }

  writeSync(bytes: Uint8Array): number {
    const taken = bytes.slice(0, this.#most);
    this.writes.push(taken);
    return taken.length;
  }
}

Deno.test("BlockWriter writes small parts together, when there are enough or it is told to", () => {
  const file = new SlowFile();
  const writer = new BlockWriter(file);
  const part = new Uint8Array(1000);
  for (let i = 0; i < 300; i++) writer.write(part.fill(i));

  assert.equal(file.writes.length, 1);
  writer.flush();
  writer.flush();
  assert.equal(file.writes.length, 2);
  assert.deepEqual(
    file.bytes,
    Array.from({ length: 300_000 }, (_, i) => Math.floor(i / 1000) % 256),
  );
});

Deno.test("BlockWriter keeps every byte in order, whatever the sizes", () => {
  // Around the size of a block, and small ones.
  const size = fc.oneof(
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: (1 << 18) - 3, max: (1 << 18) + 3 }),
  );
  fc.assert(
    fc.property(fc.array(size, { maxLength: 6 }), (sizes) => {
      const file = new SlowFile(200_000);
      const writer = new BlockWriter(file);
      const parts = sizes.map((size, i) => new Uint8Array(size).fill(i + 1));
      for (const part of parts) writer.write(part);
      writer.flush();

      assert.ok(
        Buffer.concat(file.writes).equals(Buffer.concat(parts)),
      );
    }),
    { seed: 1, numRuns: 30 },
  );
});
