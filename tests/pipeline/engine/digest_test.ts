import assert from "node:assert/strict";
import { join } from "node:path";
import {
  digestFile,
  digestOf,
  isDigest,
} from "../../../pipeline/engine/digest.ts";
import { withFolder } from "../../support/temporary_folder.ts";

// FIPS 180-2, appendix B.1.
const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

Deno.test("digestOf() is SHA-256, of a text's UTF-8 form", () => {
  assert.equal(digestOf("abc"), ABC);
  assert.equal(digestOf(new TextEncoder().encode("abc")), ABC);
  assert.equal(digestOf("é"), digestOf(Uint8Array.of(0xc3, 0xa9)));
});

Deno.test("isDigest() knows 64 lower-case hexadecimal digits, and nothing else", () => {
  assert.ok(isDigest(ABC));
  const others = [ABC.toUpperCase(), ABC.slice(1), `${ABC}0`, `${ABC}\n`, ""];
  for (const text of [...others, ABC.replace("b", "g")]) {
    assert.ok(!isDigest(text), text);
  }
});

Deno.test("digestFile() hashes files of any size in blocks", async () => {
  await withFolder(async (folder) => {
    for (const size of [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20]) {
      const path = join(folder, String(size));
      const bytes = Uint8Array.from({ length: size }, (_, i) => i * 31);
      await Deno.writeFile(path, bytes);
      assert.deepEqual(await digestFile(path), {
        digest: digestOf(bytes),
        size,
      });
    }
  });
});

Deno.test("digestFile() rejects a file that is not there", async () => {
  await withFolder(async (folder) => {
    await assert.rejects(digestFile(join(folder, "absent")), {
      name: "NotFound",
    });
  });
});
