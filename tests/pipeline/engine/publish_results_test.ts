import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { FileDigests } from "../../../pipeline/engine/file_digests.ts";
import {
  type PublishedFile,
  publishedFiles,
  publishResults,
  staleFiles,
} from "../../../pipeline/engine/publish_results.ts";
import { Store } from "../../../pipeline/engine/store.ts";
import type { NodeOutcome } from "../../../pipeline/engine/run_study.ts";
import type { Study } from "../../../pipeline/engine/study.ts";
import { withFolder } from "../../support/temporary_folder.ts";
import { toyNode } from "../../support/toy_project.ts";

/** A store and a results folder beside it. */
class Desk {
  readonly results: string;
  readonly store: Store;

  constructor(folder: string, store: Store) {
    this.results = join(folder, "results");
    this.store = store;
  }

  /** Publishes files of some texts by path; gives how many were written. */
  async publish(texts: Readonly<Record<string, string>>): Promise<number> {
    const files = await this.files(texts);
    const { written } = await publishResults(this.results, files, this.store);
    return written;
  }

  async files(
    texts: Readonly<Record<string, string>>,
  ): Promise<PublishedFile[]> {
    return await Promise.all(
      Object.entries(texts).map(async ([file, text]) => ({
        file,
        blob: await this.store.putBytes(new TextEncoder().encode(text)),
      })),
    );
  }

  read(file: string): Promise<string> {
    return Deno.readTextFile(join(this.results, file));
  }

  /** Every file of the results folder. */
  async tree(folder = ""): Promise<string[]> {
    const files: string[] = [];
    for await (const entry of Deno.readDir(join(this.results, folder))) {
      const path = join(folder, entry.name);
      files.push(...entry.isDirectory ? await this.tree(path) : [path]);
    }
    return files.sort();
  }

  /** Whether `sha256sum` accepts the listing of a folder. */
  async isListed(folder: string): Promise<boolean> {
    const { success } = await new Deno.Command("sha256sum", {
      args: ["--check", "--strict", "--quiet", "SHA256SUMS"],
      cwd: join(this.results, folder),
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  }
}

function withDesk(test: (desk: Desk) => Promise<void>): () => Promise<void> {
  return () =>
    withFolder(async (folder) => {
      const store = await Store.open(join(folder, "store"));
      await test(new Desk(folder, store));
      await store.close();
    });
}

const TEXTS = {
  "ledger.json": "[]\n",
  "artifacts/census/table1.csv": "1\n",
  "artifacts/census/deep/table2.csv": "2\n",
  "artifacts/twin/table1.csv": "1\n",
};

const TREE = [
  "SHA256SUMS",
  "artifacts/census/SHA256SUMS",
  "artifacts/census/deep/table2.csv",
  "artifacts/census/table1.csv",
  "artifacts/twin/SHA256SUMS",
  "artifacts/twin/table1.csv",
  "ledger.json",
];

Deno.test(
  "publishResults() writes files and listings that sha256sum accepts",
  withDesk(async (desk) => {
    assert.equal(await desk.publish(TEXTS), 4);
    assert.deepEqual(await desk.tree(), TREE);
    for (const folder of ["", "artifacts/census", "artifacts/twin"]) {
      assert.ok(await desk.isListed(folder), folder);
    }
    assert.equal(
      (await desk.read("artifacts/census/SHA256SUMS")).replaceAll(
        /^[0-9a-f]{64}/gm,
        "*",
      ),
      "*  deep/table2.csv\n*  table1.csv\n",
    );
    await Deno.writeTextFile(join(desk.results, "ledger.json"), "[1]\n");
    assert.ok(!await desk.isListed(""));
  }),
);

Deno.test(
  "publishResults() writes nothing where all is in place",
  withDesk(async (desk) => {
    await desk.publish(TEXTS);
    const times = async () =>
      await Promise.all(
        TREE.map(async (file) =>
          (await Deno.stat(join(desk.results, file))).ino
        ),
      );
    const before = await times();
    assert.equal(await desk.publish(TEXTS), 0);
    assert.deepEqual(await times(), before);
  }),
);

Deno.test(
  "publishResults() makes copies, never links into the store",
  withDesk(async (desk) => {
    await desk.publish(TEXTS);
    for (const { file, blob } of await desk.files(TEXTS)) {
      const copy = await Deno.lstat(join(desk.results, file));
      const kept = await Deno.lstat(desk.store.blobPath(blob.digest));
      assert.ok(copy.isFile && kept.isFile);
      assert.equal(copy.nlink, 1);
      assert.equal(kept.nlink, 1);
      assert.notEqual(copy.ino, kept.ino);
    }
    // Whoever writes to a copy, even as root, does not write to the store.
    const file = "artifacts/census/table1.csv";
    const path = join(desk.results, file);
    await Deno.writeTextFile(path, "more", { append: true });
    assert.equal(await desk.publish(TEXTS), 1);
    assert.equal(await desk.read(file), "1\n");
  }),
);

const CHANGES: Record<string, (path: string) => Promise<void>> = {
  "removed": (path) => Deno.remove(path),
  "edited": (path) => Deno.writeTextFile(path, "2\n"),
  "cut": (path) => Deno.truncate(path, 1),
  "replaced by a link to the same bytes": async (path) => {
    await Deno.rename(path, `${path}.bak`);
    await Deno.symlink(`${path}.bak`, path);
  },
};

for (const [name, change] of Object.entries(CHANGES)) {
  Deno.test(
    `publishResults() restores a copy that was ${name}`,
    withDesk(async (desk) => {
      await desk.publish(TEXTS);
      const file = "artifacts/census/table1.csv";
      await change(join(desk.results, file));
      const stale = await staleFiles(
        desk.results,
        await desk.files(TEXTS),
        await FileDigests.open(desk.store),
      );
      assert.deepEqual(stale.map((x) => x.file), [file]);
      assert.equal(await desk.publish(TEXTS), 1);
      assert.ok((await Deno.lstat(join(desk.results, file))).isFile);
      assert.equal(await desk.read(file), "1\n");
    }),
  );
}

Deno.test(
  "publishResults() removes what an earlier run left, and keeps what it did not write",
  withDesk(async (desk) => {
    await desk.publish(TEXTS);
    await Deno.writeTextFile(join(desk.results, "notes.txt"), "mine");
    await Deno.writeTextFile(
      join(desk.results, "artifacts/twin/notes.txt"),
      "mine",
    );
    await desk.publish({ "artifacts/census/table1.csv": "1\n" });
    assert.deepEqual(await desk.tree(), [
      "SHA256SUMS",
      "artifacts/census/SHA256SUMS",
      "artifacts/census/table1.csv",
      "artifacts/twin/notes.txt",
      "notes.txt",
    ]);
    assert.ok(await desk.isListed("artifacts/census"));
    await assert.rejects(
      Deno.stat(join(desk.results, "artifacts/census/deep")),
      { name: "NotFound" },
    );
  }),
);

Deno.test(
  "publishResults() removes nothing outside its folder, whatever a listing says",
  withDesk(async (desk) => {
    await desk.publish(TEXTS);
    const outside = join(dirname(desk.results), "precious");
    await Deno.writeTextFile(outside, "");
    const hash = "0".repeat(64);
    const lines = [
      "../precious",
      "../../precious",
      outside,
      "a/../../precious",
    ];
    for (const folder of ["", "artifacts/census"]) {
      await Deno.writeTextFile(
        join(desk.results, folder, "SHA256SUMS"),
        [...lines, "../../../precious"]
          .map((line) => `${hash}  ${line}\n`).join(""),
      );
    }
    await desk.publish(TEXTS);
    assert.ok((await Deno.stat(outside)).isFile);
    assert.deepEqual(await desk.tree(), TREE);
  }),
);

Deno.test(
  "publishResults() does not copy damaged bytes",
  withDesk(async (desk) => {
    const files = await desk.files(TEXTS);
    const path = desk.store.blobPath(files[0]!.blob.digest);
    await Deno.writeTextFile(path, "{}\n");
    const store = await Store.open(desk.store.path);
    await assert.rejects(publishResults(desk.results, files, store), {
      name: "StageError",
      message: /^Cannot copy "ledger\.json" to the results/,
    });
    await assert.rejects(desk.read("ledger.json"), { name: "NotFound" });
  }),
);

Deno.test("publishedFiles() are the publications, and every output of what is done and published", () => {
  const [a, b, c] = ["a", "b", "c"].map((x) => ({
    digest: x.repeat(64),
    size: 1,
  })) as unknown as PublishedFile["blob"][];
  const stage = {
    id: "some",
    revision: 1,
    entry: new URL(import.meta.url),
    inputs: {},
    outputs: {
      table: { file: "tables/one.csv" },
      maps: { file: "maps", partitioned: true, extension: ".npy" },
    },
  } as const;
  const study: Study = {
    id: "toy",
    title: "A toy study",
    nodes: ["one", "hidden", "failed"].map((id) => toyNode(stage, { id })),
    publications: [
      { file: "top.csv", node: "hidden", port: "table" },
      { file: "lost.csv", node: "failed", port: "table" },
    ],
    unpublished: ["hidden"],
  };
  const done: NodeOutcome = {
    state: "done",
    actions: [],
    outputs: { table: a!, maps: [b!, c!] },
  };
  const outcomes = new Map<string, NodeOutcome>([
    ["one", done],
    ["hidden", done],
    ["failed", { state: "failed", actions: [] }],
  ]);
  assert.deepEqual(publishedFiles(study, outcomes), [
    { file: "top.csv", blob: a },
    { file: "artifacts/one/tables/one.csv", blob: a },
    { file: "artifacts/one/maps/00000.npy", blob: b },
    { file: "artifacts/one/maps/00001.npy", blob: c },
  ]);
  // Parts of a file with an extension keep it.
  const shards: NodeOutcome = {
    ...done,
    outputs: { table: [a!, b!], maps: [] },
  };
  assert.deepEqual(publishedFiles(study, new Map([["one", shards]])), [
    { file: "artifacts/one/tables/one/00000.csv", blob: a },
    { file: "artifacts/one/tables/one/00001.csv", blob: b },
  ]);
});
