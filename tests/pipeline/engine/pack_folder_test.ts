import assert from "node:assert/strict";
import { join } from "node:path";
import { readTar } from "../../../data/archive/read_tar.ts";
import {
  type FilesOf,
  packFolder,
} from "../../../pipeline/engine/pack_folder.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** Packs; gives the archive's bytes. */
async function pack(
  files: FilesOf,
  onBytes: (attempt: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  let chunks: Uint8Array[] = [];
  let attempt = 0;
  await packFolder(files, () => {
    chunks = [];
    attempt++;
    return (bytes) => {
      chunks.push(bytes.slice());
      onBytes(attempt);
    };
  });
  return new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
}

async function contents(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Record<string, string>> {
  const stream = new Blob([bytes]).stream();
  const files = await Array.fromAsync(readTar(stream, { name: "test" }));
  return Object.fromEntries(
    files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]),
  );
}

async function write(folder: string, ...names: string[]): Promise<void> {
  for (const name of names) await Deno.writeTextFile(join(folder, name), name);
}

Deno.test("packFolder() takes the files of the extensions that lie directly in it, sorted", async () => {
  await withFolder(async (folder) => {
    await write(folder, "b.png", "a.JPG", "B.jpg", "ä.png", "c.gif", "jpg");
    await Deno.mkdir(join(folder, "deep.jpg"));
    await write(join(folder, "deep.jpg"), "d.jpg");
    await Deno.symlink("b.png", join(folder, "link.png"));
    await Deno.symlink("nowhere", join(folder, "dangling.png"));
    const bytes = await pack({ folder, extensions: [".jpg", ".png"] });
    assert.deepEqual(Object.entries(await contents(bytes)), [
      ["B.jpg", "B.jpg"],
      ["a.JPG", "a.JPG"],
      ["b.png", "b.png"],
      ["link.png", "b.png"],
      ["ä.png", "ä.png"],
    ]);
    const all = await contents(await pack({ folder }));
    assert.equal(Object.keys(all).length, 7);
  });
});

Deno.test("packFolder() depends on names and contents alone", async () => {
  await withFolder(async (folder) => {
    await write(folder, "a.png", "b.png");
    const before = await pack({ folder });
    await Deno.chmod(join(folder, "a.png"), 0o755);
    await Deno.utime(join(folder, "b.png"), 1, 1);
    await Deno.rename(join(folder, "a.png"), join(folder, "c.png"));
    await Deno.rename(join(folder, "c.png"), join(folder, "a.png"));
    assert.deepEqual(await pack({ folder }), before);
  });
});

Deno.test("packFolder() takes both forms of a Unicode name for one", async () => {
  await withFolder(async (folder) => {
    const [composed, split] = ["é.png", "e\u0301.png"];
    await write(folder, split);
    assert.deepEqual(Object.keys(await contents(await pack({ folder }))), [
      composed,
    ]);
    await write(folder, composed);
    await assert.rejects(pack({ folder }), {
      name: "StageError",
      message:
        `The folder "${folder}" has two files named "${composed}", in two forms of Unicode: remove one`,
    });
  });
});

Deno.test("packFolder() makes an archive of an empty folder", async () => {
  await withFolder(async (folder) => {
    assert.deepEqual(await pack({ folder }), new Uint8Array(1024));
  });
});

Deno.test("packFolder() says that a folder is not there", async () => {
  await withFolder(async (folder) => {
    const absent = join(folder, "absent");
    await assert.rejects(pack({ folder: absent }), {
      name: "StageError",
      message: /^Cannot read the folder ".*absent" \(.*\): name a folder that/,
    });
  });
});

/** What may happen to a folder while it is packed, and what is packed then. */
const CHANGES: Readonly<
  Record<string, [(folder: string) => void, Record<string, string>]>
> = {
  "grows": [
    (folder) => Deno.writeTextFileSync(join(folder, "b"), "bb"),
    { a: "a", b: "bb" },
  ],
  "shrinks": [
    (folder) => Deno.truncateSync(join(folder, "b"), 0),
    { a: "a", b: "" },
  ],
  "goes": [(folder) => Deno.removeSync(join(folder, "b")), { a: "a" }],
  "is renamed": [
    (folder) => Deno.renameSync(join(folder, "b"), join(folder, "c")),
    { a: "a", c: "b" },
  ],
  "is replaced by one of its size": [
    (folder) => {
      Deno.writeTextFileSync(join(folder, "new"), "B");
      Deno.renameSync(join(folder, "new"), join(folder, "b"));
    },
    { a: "a", b: "B" },
  ],
};

for (const [name, [change, after]] of Object.entries(CHANGES)) {
  Deno.test(`packFolder() begins anew when a file ${name} meanwhile`, async () => {
    await withFolder(async (folder) => {
      await write(folder, "a", "b");
      let changed = false;
      let attempts = 0;
      const bytes = await pack({ folder }, (attempt) => {
        attempts = attempt;
        if (!changed) change(folder);
        changed = true;
      });
      assert.deepEqual(await contents(bytes), after);
      assert.equal(attempts, 2);
    });
  });
}

Deno.test("packFolder() gives up on a folder that goes on changing", async () => {
  await withFolder(async (folder) => {
    await write(folder, "a");
    let size = 1;
    const packing = pack({ folder }, () => {
      Deno.writeTextFileSync(join(folder, "a"), "a".repeat(++size));
    });
    await assert.rejects(packing, {
      name: "StageError",
      message:
        `The folder "${folder}" goes on changing while it is packed: run again when nothing writes to it`,
    });
  });
});
