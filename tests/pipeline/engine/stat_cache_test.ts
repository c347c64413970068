import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { digestFile, digestOf } from "../../../pipeline/engine/digest.ts";
import { FileDigests } from "../../../pipeline/engine/file_digests.ts";
import { StatCache } from "../../../pipeline/engine/stat_cache.ts";
import { Store } from "../../../pipeline/engine/store.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** More than one block of reading would be too slow for a test. */
const BIG = 1 << 16;

/** A time at which every file here is long at rest. */
const later = (): number => Date.now() + 60_000;

/** A folder with a big file and a store, whose index can be looked into. */
class Place {
  readonly file: string;
  readonly store: Store;
  readonly index: string;

  constructor(folder: string, store: Store) {
    this.file = join(folder, "model.onnx");
    this.store = store;
    this.index = join(store.path, "seen.json");
  }

  /** The digest of the file as a process of its own would find it. */
  async digest(clock: () => number = Date.now): Promise<string> {
    const digests = await FileDigests.open(this.store, clock);
    const { digest } = await digests.of(this.file);
    await digests.save();
    return digest;
  }

  /**
   * Whether a process would find the file's digest without hashing it: it then
   * believes another digest that is put into the index.
   */
  async isRemembered(): Promise<boolean> {
    const other = digestOf("other");
    let text = "";
    try {
      text = await Deno.readTextFile(this.index);
    } catch {
      return false;
    }
    const forged = text.replace(/"digest": ?"\w+"/, `"digest":"${other}"`);
    await Deno.writeTextFile(this.index, forged);
    const digest = await (await FileDigests.open(this.store)).of(this.file);
    await Deno.writeTextFile(this.index, text);
    return digest.digest === other;
  }
}

function withPlace(use: (place: Place) => Promise<void>): () => Promise<void> {
  return () =>
    withFolder(async (folder) => {
      const store = await Store.open(join(folder, "store"));
      const place = new Place(folder, store);
      await Deno.writeTextFile(place.file, "a".repeat(BIG));
      await use(place);
      await store.close();
    });
}

Deno.test(
  "FileDigests.of() hashes a file at rest once, and then not again",
  withPlace(async (place) => {
    const expected = digestOf("a".repeat(BIG));
    assert.equal(await place.digest(later), expected);
    assert.ok(await place.isRemembered());
    assert.equal(await place.digest(), expected);
  }),
);

Deno.test(
  "FileDigests.of() hashes again a file that changed just before it was hashed",
  withPlace(async (place) => {
    await place.digest();
    assert.ok(!await place.isRemembered());
    // Two writes within one tick of the clock, and the time of the first restored.
    const { mtime } = await Deno.stat(place.file);
    await Deno.writeTextFile(place.file, "b".repeat(BIG));
    await Deno.utime(place.file, mtime!, mtime!);
    assert.equal(await place.digest(), digestOf("b".repeat(BIG)));
  }),
);

const EDITS: Readonly<Record<string, (path: string) => Promise<void>>> = {
  "edited": async (path) => {
    // More than a tick of the kernel's clock after the writing.
    await new Promise((resolve) => setTimeout(resolve, 20));
    await Deno.writeTextFile(path, "b".repeat(BIG));
  },
  "edited in place, with the time of writing restored": async (path) => {
    const { atime, mtime } = await Deno.stat(path);
    // The time of change, which cannot be restored, has a resolution of a second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await Deno.writeTextFile(path, "b".repeat(BIG));
    await Deno.utime(path, atime!, mtime!);
  },
  "replaced by another of its size and time": async (path) => {
    const { atime, mtime } = await Deno.stat(path);
    await Deno.writeTextFile(`${path}.new`, "b".repeat(BIG));
    await Deno.utime(`${path}.new`, atime!, mtime!);
    await Deno.rename(`${path}.new`, path);
  },
  "replaced by a link to another": async (path) => {
    await Deno.writeTextFile(`${path}.new`, "b".repeat(BIG));
    await Deno.remove(path);
    await Deno.symlink(`${path}.new`, path);
  },
};

for (const [name, edit] of Object.entries(EDITS)) {
  Deno.test(
    `FileDigests.of() hashes again a file that was ${name}`,
    withPlace(async (place) => {
      await place.digest(later);
      await edit(place.file);
      assert.ok(!await place.isRemembered());
      assert.equal(await place.digest(), digestOf("b".repeat(BIG)));
    }),
  );
}

Deno.test(
  "FileDigests.of() hashes again when the clock was set back a year",
  withPlace(async (place) => {
    await place.digest(() => Date.now() - 365 * 86_400_000);
    assert.ok(!await place.isRemembered());
  }),
);

Deno.test(
  "FileDigests.of() does not remember a file that changes while it is hashed",
  withPlace(async (place) => {
    // So long that its end is not read yet when its beginning, which was, changes.
    await Deno.truncate(place.file, 64 << 20);
    const digests = await FileDigests.open(place.store, later);
    const found = digests.of(place.file);
    await new Promise((resolve) => setTimeout(resolve, 10));
    using file = await Deno.open(place.file, { write: true });
    await file.write(new TextEncoder().encode("b"));
    await found;
    await digests.save();
    const { digest } = await digestFile(place.file);
    assert.equal(await place.digest(), digest);
  }),
);

Deno.test(
  "FileDigests.of() remembers a small file too",
  withPlace(async (place) => {
    await Deno.writeTextFile(place.file, "small");
    await place.digest(later);
    assert.ok(await place.isRemembered());
  }),
);

Deno.test(
  "FileDigests.of() gives one answer within a run",
  withPlace(async (place) => {
    const digests = await FileDigests.open(place.store, later);
    const [one, two] = await Promise.all([
      digests.of(place.file),
      digests.of(place.file),
    ]);
    await Deno.writeTextFile(place.file, "b".repeat(BIG));
    assert.deepEqual([two, await digests.of(place.file)], [one, one]);
  }),
);

Deno.test(
  "FileDigests.of() copes with an index that is deleted, damaged or of another format",
  withPlace(async (place) => {
    const expected = digestOf("a".repeat(BIG));
    const texts = ["", "{", "null", "[]", '{"v":1}', '{"v":1,"files":[1]}'];
    for (const text of [...texts, '{"v":2,"files":{"a":{"digest":1}}}']) {
      await place.digest(later);
      await Deno.writeTextFile(place.index, text);
      assert.equal(await place.digest(later), expected, text);
      assert.ok(await place.isRemembered(), text);
    }
    await Deno.remove(place.index);
    assert.equal(await place.digest(), expected);
  }),
);

Deno.test(
  "FileDigests.ofFolder() notices whatever happens to the files that it packs",
  withPlace(async (place) => {
    const folder = `${place.file}.folder`;
    await Deno.mkdir(folder);
    const path = (name: string): string => join(folder, name);
    for (const name of ["a.png", "b.png", "c.png"]) {
      await Deno.writeTextFile(path(name), name);
    }
    const files = { folder, extensions: [".png"] };
    const find = async (): Promise<string> => {
      const digests = await FileDigests.open(place.store, later);
      const { digest } = await digests.ofFolder(files);
      await digests.save();
      return digest;
    };
    const digest = await find();
    await Deno.writeTextFile(path("d.txt"), "not packed");
    assert.equal(await find(), digest);
    await Deno.rename(path("a.png"), path("e.png"));
    const renamed = await find();
    await Deno.rename(path("b.png"), path("t"));
    await Deno.rename(path("c.png"), path("b.png"));
    await Deno.rename(path("t"), path("c.png"));
    const swapped = await find();
    await Deno.remove(path("b.png"));
    const removed = await find();
    await Deno.writeTextFile(path("f.PNG"), "new");
    const added = await find();
    assert.equal(new Set([digest, renamed, swapped, removed, added]).size, 5);
  }),
);

Deno.test(
  "StatCache.recall() finds exactly what was remembered last, at rest",
  withPlace(async ({ store, file, index }) => {
    const names = ["", "\0", "\0.jpg .png"].map((end) => file + end);
    const step = fc.record({
      name: fc.constantFrom(...names),
      mark: fc.option(fc.constantFrom("1", "2"), { nil: undefined }),
      age: fc.constantFrom(-1e9, 0, 1000, 2499, 2500, 1e9),
      content: fc.constantFrom("x", "y"),
      reopen: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await Deno.remove(index).catch(() => {});
        let cache = await StatCache.open(store);
        const model = new Map<string, { mark: string; digest: string }>();
        for (const { name, mark, age, content, reopen } of steps) {
          const digest = digestOf(content);
          const seen = { mark, changedAt: 5000, hashedAt: 5000 + age };
          cache.remember(name, { ...seen, digest, size: 1 });
          if (mark === undefined || age < 2500) model.delete(name);
          else model.set(name, { mark, digest });
          await cache.save();
          if (reopen) cache = await StatCache.open(store);
          for (const name of names) {
            const known = model.get(name);
            for (const mark of ["1", "2"]) {
              assert.equal(
                cache.recall(name, mark)?.digest,
                known?.mark === mark ? known.digest : undefined,
              );
            }
          }
        }
      }),
      { seed: 5, numRuns: 40 },
    );
  }),
);

Deno.test(
  "StatCache.save() forgets files that are gone",
  withPlace(async ({ store, file, index }) => {
    const cache = await StatCache.open(store);
    const seen = { mark: "1", changedAt: 0, hashedAt: 1e6, size: 1 };
    const digest = digestOf("x");
    cache.remember(file, { ...seen, digest });
    cache.remember(`${file}.gone`, { ...seen, digest });
    await cache.save();
    const { files } = JSON.parse(await Deno.readTextFile(index));
    assert.deepEqual(Object.keys(files), [file]);
  }),
);

Deno.test(
  "FileDigests.wrote() is believed at once, and no longer once the file changes",
  withPlace(async (place) => {
    const digests = await FileDigests.open(place.store);
    const found = await digestFile(place.file);
    digests.wrote(place.file, found);
    assert.deepEqual(await digests.of(place.file), found);
    await digests.save();
    assert.ok(await place.isRemembered());
    await Deno.writeTextFile(place.file, "another text");
    assert.equal(await place.digest(), digestOf("another text"));
  }),
);
