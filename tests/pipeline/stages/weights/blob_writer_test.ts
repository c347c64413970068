import assert from "node:assert/strict";
import { gitBlobId } from "../../../../data/archive/git_tree.ts";
import { BlobWriter } from "../../../../pipeline/stages/weights/blob_writer.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

Deno.test("BlobWriter writes and identifies what comes after it began anew", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/a.pt`;
    await Deno.writeTextFile(path, "what an earlier try left, and longer");
    {
      using writer = new BlobWriter({ name: "a.pt", size: 6, path });
      writer.write(bytes("wrong"));
      assert.equal(writer.done, 5);
      writer.restart();
      writer.write(bytes("abc"));
      writer.write(bytes("def"));
      assert.equal(writer.done, 6);
      assert.throws(() => writer.write(bytes("g")), {
        name: "RangeError",
        message: /^The file "a\.pt" has more than the 6 bytes/,
      });
      assert.equal(writer.id(), gitBlobId(bytes("abcdef")));
    }
    assert.equal(await Deno.readTextFile(path), "abcdef");
  });
});

Deno.test("BlobWriter gives another id where bytes are lacking", () => {
  using writer = new BlobWriter({ name: "a.pt", size: 6 });
  writer.write(bytes("abc"));
  assert.notEqual(writer.id(), gitBlobId(bytes("abc")));
});

Deno.test("BlobWriter knows a pointer of Git LFS, however it is cut up", () => {
  const pointer = bytes("version https://git-lfs.github.com/spec/v1\noid x\n");
  for (const piece of [1, 7, 42, 1000]) {
    using writer = new BlobWriter({ name: "a.pt", size: pointer.length });
    for (let at = 0; at < pointer.length; at += piece) {
      writer.write(pointer.subarray(at, at + piece));
    }
    assert.ok(writer.isPointer);
    writer.restart();
    assert.ok(!writer.isPointer);
    writer.write(pointer.subarray(1));
    assert.ok(!writer.isPointer);
  }
});
