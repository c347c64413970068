import assert from "node:assert/strict";
import { partName } from "../../../../pipeline/stages/shards/part_name.ts";

Deno.test("partName() gives names that sort as the shards do", () => {
  assert.equal(partName(3, "npy"), "00003.npy");
  const names = [0, 9, 10, 99, 100, 12345].map((i) => partName(i, "tar"));
  assert.deepEqual(names.toSorted(), names);
});
