import assert from "node:assert/strict";
import { unpackTar } from "modern-tar";
import { gitBlobId, GitTree } from "../../../data/archive/git_tree.ts";
import { UnavailableError } from "../../../pipeline/engine/errors.ts";
import {
  type FetchParams,
  fetchStage,
  type PinnedPath,
} from "../../../pipeline/stages/fetch.ts";
import { run } from "../../../pipeline/stages/fetch_run.ts";
import { fetchParams } from "../../../pipeline/studies/sources.ts";
import { type ArchiveContent, gzippedTar } from "../../support/archive.ts";
import { withHurriedClock } from "../../support/hurried_clock.ts";
import { mirrorFolder, needsMirror } from "../../support/mirror.ts";
import { outputsOf } from "../../support/outputs.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const CONTENTS: Readonly<Record<string, string>> = {
  "notes/b.json": "{}",
  "notes/a.json": "[1]",
  "notes/deep/c.txt": "c",
  "table.csv": "x;y\r\n",
};

/** The contents below a top folder, as archives have them. */
const RELEASE: Readonly<Record<string, ArchiveContent>> = {
  "top-0123/README.md": "read me",
  ...Object.fromEntries(
    Object.entries(CONTENTS).map(([name, text]) => [`top-0123/${name}`, text]),
  ),
};

function pins(): PinnedPath[] {
  const tree = new GitTree();
  const id = (name: string): string =>
    gitBlobId(new TextEncoder().encode(CONTENTS[name]!));
  for (const name of ["a.json", "b.json", "deep/c.txt"]) {
    tree.add(name, { id: id(`notes/${name}`), executable: false });
  }
  return [
    { path: "notes", kind: "tree", id: tree.id() },
    { path: "table.csv", kind: "blob", id: id("table.csv") },
  ];
}

interface Source {
  readonly archive?: Uint8Array;
  readonly url?: string;
}

/** What the stage wrote. */
interface Fetched {
  readonly notes: Uint8Array;
  readonly table: string;
  /** Of its log. */
  readonly lines: readonly string[];
}

/** Runs the stage on an archive in a mirror, or on a server. */
async function fetchFrom(
  { archive, url = "http://127.0.0.1:1/none" }: Source,
): Promise<Fetched> {
  return await withFolder(async (folder) => {
    const params: FetchParams = {
      release: "toy",
      url,
      archive: "toy.tar.gz",
      paths: pins(),
    };
    if (archive !== undefined) {
      await Deno.mkdir(`${folder}/mirror`);
      await Deno.writeFile(`${folder}/mirror/toy.tar.gz`, archive);
    }
    const io = stageIO(folder, {
      params,
      inputs: archive === undefined ? {} : { mirror: `${folder}/mirror` },
      outputs: { notes: "notes.tar", "table.csv": "table.csv" },
    });
    await run(io);
    return {
      notes: await Deno.readFile(io.output("notes")),
      table: await Deno.readTextFile(io.output("table.csv")),
      lines: io.lines,
    };
  });
}

async function assertComplete({ notes, table }: Fetched): Promise<void> {
  const tar = await unpackTar(notes);
  const decoder = new TextDecoder();
  assert.deepEqual(
    tar.map(({ header, data }) => [header.name, decoder.decode(data)]),
    [["a.json", "[1]"], ["b.json", "{}"], ["deep/c.txt", "c"]],
  );
  assert.equal(table, CONTENTS["table.csv"]);
}

/** A server that answers each request by the next of some functions. */
function serve(
  ...answers: (() => Response | Promise<Response>)[]
): { url: string; shutdown: () => Promise<void>; requests: () => number } {
  let requests = 0;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => answers[Math.min(requests++, answers.length - 1)]!(),
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}/toy.tar.gz`,
    shutdown: () => server.shutdown(),
    requests: () => requests,
  };
}

Deno.test("fetch unpacks a mirror's archive into sorted, verified outputs", async () => {
  await assertComplete(
    await fetchFrom({ archive: await gzippedTar(RELEASE) }),
  );
});

Deno.test("fetch writes the same bytes whatever the archive's order", async () => {
  const reversed = Object.fromEntries(Object.entries(RELEASE).reverse());
  const [a, b] = await Promise.all(
    [RELEASE, reversed].map(async (files) =>
      (await fetchFrom({ archive: await gzippedTar(files) })).notes
    ),
  );
  assert.deepEqual(a, b);
});

Deno.test("fetch refuses bytes that are not the pinned ones", async () => {
  for (const name of ["notes/a.json", "table.csv"]) {
    const archive = await gzippedTar({
      ...RELEASE,
      [`top-0123/${name}`]: "tampered",
    });
    await assert.rejects(
      fetchFrom({ archive }),
      /"(notes|table\.csv)" in archive "toy\.tar\.gz" is not the pinned one: its git (tree|blob) id is [0-9a-f]{40}, expected [0-9a-f]{40}/,
    );
  }
});

Deno.test("fetch refuses a changed executable bit, a surplus file and a renamed one", async () => {
  const variants: Record<string, ArchiveContent>[] = [
    { ...RELEASE, "top-0123/notes/extra.json": "{}" },
    Object.fromEntries(
      Object.entries(RELEASE).map(([name, text]) => [
        name.replace("b.json", "B.json"),
        text,
      ]),
    ),
    {
      ...RELEASE,
      "top-0123/notes/b.json": {
        header: {
          name: "top-0123/notes/b.json",
          type: "file",
          size: 2,
          mode: 0o755,
        },
        body: "{}",
      },
    },
  ];
  for (const files of variants) {
    await assert.rejects(
      fetchFrom({ archive: await gzippedTar(files) }),
      /is not the pinned one/,
    );
  }
});

Deno.test("fetch names a path that the archive lacks", async () => {
  const { "top-0123/table.csv": _, ...rest } = RELEASE;
  await assert.rejects(
    fetchFrom({ archive: await gzippedTar(rest) }),
    /Archive "toy\.tar\.gz" has no file "table\.csv"/,
  );
});

Deno.test("fetch refuses hostile entries", async () => {
  const hostile: Record<string, ArchiveContent>[] = [
    { ...RELEASE, "top-0123/notes/../../evil": "x" },
    { ...RELEASE, "/etc/evil": "x" },
    {
      ...RELEASE,
      "top-0123/notes/link": {
        header: {
          name: "top-0123/notes/link",
          type: "symlink",
          linkname: "/etc/passwd",
          size: 0,
        },
      },
    },
    {
      ...RELEASE,
      "top-0123/notes/hard": {
        header: {
          name: "top-0123/notes/hard",
          type: "link",
          linkname: "top-0123/table.csv",
          size: 0,
        },
      },
    },
  ];
  for (const files of hostile) {
    await assert.rejects(
      fetchFrom({ archive: await gzippedTar(files) }),
      { name: "SyntaxError", message: /Cannot read archive "toy\.tar\.gz"/ },
    );
  }
});

Deno.test("fetch refuses a truncated archive wherever it is cut", async () => {
  const archive = await gzippedTar(RELEASE);
  for (const share of [0, 0.3, 0.6, 0.9, 0.99]) {
    await assert.rejects(
      fetchFrom({
        archive: archive.slice(0, Math.floor(archive.length * share)),
      }),
      { name: "SyntaxError", message: /Cannot read archive "toy\.tar\.gz"/ },
    );
  }
});

Deno.test("fetch says that a mirror lacks the archive", async () => {
  await withFolder(async (folder) => {
    const io = stageIO(folder, {
      params: {
        release: "toy",
        url: "http://127.0.0.1:1/x",
        archive: "toy.tar.gz",
        paths: pins(),
      },
      inputs: { mirror: folder },
      outputs: {},
    });
    await assert.rejects(
      run(io),
      (error) =>
        error instanceof UnavailableError && error.missing === "toy" &&
        /holds no "toy\.tar\.gz"/.test(error.message),
    );
  });
});

Deno.test("fetch starts anew when the connection is cut", async () => {
  const archive = await gzippedTar(RELEASE);
  const cut = (): Response =>
    new Response(
      new ReadableStream({
        start(controller): void {
          controller.enqueue(archive.slice(0, archive.length / 2));
          setTimeout(() => controller.error(new Error("cut")), 20);
        },
      }),
    );
  const server = serve(cut, () => new Response(archive));
  const fetched = await fetchFrom({ url: server.url });
  await assertComplete(fetched);
  assert.equal(server.requests(), 2);
  assert.match(
    fetched.lines[0]!,
    /broke after \d+ bytes.*trying again in 0\.5 s/,
  );
  await server.shutdown();
});

Deno.test("fetch starts anew when nothing came for a minute", async () => {
  const archive = await gzippedTar(RELEASE);
  const silence = Promise.withResolvers<Response>();
  const half = (): Response =>
    new Response(
      new ReadableStream({
        start: (controller) =>
          controller.enqueue(archive.slice(0, archive.length / 2)),
      }),
    );
  const server = serve(
    half,
    () => silence.promise,
    () => new Response(archive),
  );
  const fetched = await withHurriedClock(() => fetchFrom({ url: server.url }));
  await assertComplete(fetched);
  const patterns = [
    /^The connection to http.* broke after \d+ bytes: nothing came for 60 s: trying again/,
    /^Cannot reach http.*: nothing came for 60 s: trying again/,
  ];
  for (const [i, pattern] of patterns.entries()) {
    assert.match(fetched.lines[i]!, pattern);
  }
  silence.resolve(new Response());
  await server.shutdown();
});

Deno.test("fetch tells of a damaged archive at once, though the connection stays", async () => {
  const archive = await gzippedTar(RELEASE);
  const damaged = archive.fill(0xff, 10);
  const server = serve(() =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(damaged),
      }),
    )
  );
  await assert.rejects(
    fetchFrom({ url: server.url }),
    { name: "SyntaxError", message: /Cannot read archive "toy\.tar\.gz"/ },
  );
  await server.shutdown();
});

Deno.test("fetch tries again after an error of the server, not after a refusal", async () => {
  const archive = await gzippedTar(RELEASE);
  const flaky = serve(
    () => new Response("busy", { status: 503 }),
    () => new Response(archive),
  );
  await assertComplete(await fetchFrom({ url: flaky.url }));
  await flaky.shutdown();
  const gone = serve(() => new Response("no", { status: 404 }));
  await assert.rejects(
    fetchFrom({ url: gone.url }),
    (error) =>
      error instanceof UnavailableError && /answered 404/.test(error.message) &&
      /--mirror DIR/.test(error.message),
  );
  assert.equal(gone.requests(), 1);
  await gone.shutdown();
});

Deno.test("fetch says that the network is out of reach", async () => {
  await assert.rejects(
    fetchFrom({}),
    (error) =>
      error instanceof UnavailableError && error.missing === "toy" &&
      /Cannot reach http:\/\/127\.0\.0\.1:1\/none/.test(error.message),
  );
});

Deno.test({
  name: "fetch yields the pinned ids of both releases from the mirror",
  ...needsMirror(),
  async fn() {
    const sources = JSON.parse(
      await Deno.readTextFile(
        new URL("../../../data/sources.json", import.meta.url),
      ),
    );
    const wanted = {
      "release-v1": ["annotations", "masks", "metadata.csv"],
      "release-v2": ["annotations", "masks", "folds", "metadata.csv"],
    };
    for (const [release, paths] of Object.entries(wanted)) {
      const params = fetchParams(sources, release, paths);
      await withFolder(async (folder) => {
        const io = stageIO(folder, {
          params,
          inputs: { mirror: mirrorFolder() },
          outputs: outputsOf(fetchStage(params.paths)),
        });
        await run(io);
        for (const path of paths) {
          assert.ok((await Deno.stat(io.output(path))).size > 0, path);
        }
      });
    }
  },
});
