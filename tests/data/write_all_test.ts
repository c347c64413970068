import assert from "node:assert/strict";
import { writeAll } from "../../data/write_all.ts";

Deno.test("writeAll() goes on where a write takes fewer bytes than it is given", () => {
  const written: number[] = [];
  const file = {
    writeSync(bytes: Uint8Array): number {
      written.push(...bytes.subarray(0, 2));
      return Math.min(2, bytes.length);
    },
  };

  writeAll(file, Uint8Array.of(1, 2, 3, 4, 5));

  assert.deepEqual(written, [1, 2, 3, 4, 5]);
});
