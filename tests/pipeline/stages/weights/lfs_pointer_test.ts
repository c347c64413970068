import assert from "node:assert/strict";
import { gitBlobId } from "../../../../data/archive/git_tree.ts";
import {
  isLfsPointer,
  lfsPointer,
} from "../../../../pipeline/stages/weights/lfs_pointer.ts";

Deno.test("lfsPointer() writes the pointer that git keeps of a file", () => {
  // Of the three bytes "abc"; the id is what `git hash-object` says of the pointer.
  const pointer = lfsPointer({
    sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    size: 3,
  });
  assert.equal(gitBlobId(pointer), "80d7d501c2b256023dc42e46d958b9ac2ec283ee");
  assert.ok(isLfsPointer(pointer));
  assert.ok(!isLfsPointer(pointer.subarray(1)));
});
