import assert from "node:assert/strict";
import { Checkpoint } from "../../../../models/checkpoints/checkpoint.ts";
import { readEntry } from "../../../../models/checkpoints/zip/read_entry.ts";
import { storedEntries } from "../../../../models/checkpoints/zip/stored_entries.ts";
import { checkpointBytes, FOUR_FLOATS } from "../checkpoint_bytes.ts";
import { MemoryAccess } from "../memory_access.ts";

Deno.test("readEntry() gives the bytes of an entry, and reads no others", () => {
  const access = new MemoryAccess(checkpointBytes());
  const entry = storedEntries(access).get("test/data/0")!;
  const before = access.bytesRead;
  assert.deepEqual(readEntry(access, entry), FOUR_FLOATS);
  assert.equal(access.bytesRead - before, FOUR_FLOATS.length);
});

Deno.test("readEntry() refuses bytes that are not those that were written", () => {
  const bytes = checkpointBytes();
  const { start } = storedEntries(new MemoryAccess(bytes)).get("test/data/0")!;
  bytes[start + 7]! ^= 1;
  const checkpoint = Checkpoint.open(new MemoryAccess(bytes));
  assert.throws(() => checkpoint.read("weight"), {
    name: "SyntaxError",
    message:
      'Cannot read the checkpoint "test.pt": entry "test/data/0" is not what was written (its CRC-32 differs): fetch it again',
  });
});
