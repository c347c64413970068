import assert from "node:assert/strict";
import { unpackTar } from "modern-tar";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function written(
  files: Readonly<Record<string, Uint8Array>>,
): Promise<Uint8Array> {
  return await withFolder(async (folder) => {
    const path = `${folder}/files.tar`;
    writeTar(
      path,
      Object.entries(files).map(([name, bytes]) => ({ name, bytes })),
    );
    return await Deno.readFile(path);
  });
}

Deno.test("writeTar() writes what another reader of tar reads", async () => {
  const files = {
    "a.json": bytes("{}"),
    "empty": bytes(""),
    "ein/Ö rdner/b (1).txt": bytes("b"),
    "record": new Uint8Array(512).fill(7),
    [`${"long/".repeat(25)}${"n".repeat(90)}`]: new Uint8Array(513).fill(8),
    [`${"p".repeat(155)}/${"n".repeat(100)}`]: bytes("longest"),
  };
  const entries = await unpackTar(await written(files), { strict: true });
  assert.deepEqual(
    entries.map(({ header, data }) => [header.name, [...data!]]),
    Object.entries(files).map(([name, x]) => [name, [...x]]),
  );
  for (const { header } of entries) {
    assert.equal(header.mode, 0o644);
    assert.equal(header.mtime?.getTime(), 0);
    assert.deepEqual([header.uid, header.gid], [0, 0]);
  }
});

Deno.test("writeTar() writes the same bytes for ever", async () => {
  const tar = await written({ "a": bytes("x"), "b/c": bytes("y") });
  assert.equal(tar.length, 4 * 512 + 1024);
  // Made once by this function and checked with GNU tar 1.34.
  assert.equal(
    digestOf(tar),
    "fb7a51556d474f2ef2157a8baa250be8f7930bbcf119d5ca90badb51cefd252a",
  );
});

Deno.test("writeTar() refuses a name that the format has no room for", async () => {
  for (const name of ["n".repeat(101), `${"p".repeat(156)}/n`]) {
    await assert.rejects(
      written({ [name]: bytes("") }),
      { name: "RangeError", message: /name is too long/ },
    );
  }
});
