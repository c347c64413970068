import assert from "node:assert/strict";
import { join } from "node:path";
import { weightsStage } from "../../../../pipeline/stages/weights.ts";
import { run } from "../../../../pipeline/stages/weights_run.ts";
import { gzippedTar } from "../../../support/archive.ts";
import {
  assertComplete,
  fetchWeights,
  isUnavailable,
} from "../../../support/fetched_weights.ts";
import { outputsOf } from "../../../support/outputs.ts";
import {
  keptByLfs,
  LFS_POINTER,
  MADE_UP_WEIGHTS as FILES,
  serveWeights,
  weightsOf,
} from "../../../support/published_weights.ts";
import { stageIO } from "../../../support/stage_io.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

/** Names in an archive or a mirror, below a folder. */
function below(
  folder: string,
  files: Readonly<Record<string, Uint8Array>> = FILES,
): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [`${folder}/${name}`, bytes]),
  );
}

async function archiveOf(
  files: Readonly<Record<string, Uint8Array>>,
): Promise<Uint8Array> {
  const entries = Object.entries(files).map(([name, body]) => [name, {
    header: { name, size: body.length, type: "file" as const },
    body,
  }]);
  return await gzippedTar(Object.fromEntries(entries));
}

Deno.test("weights takes the files from a mirror's archive", async () => {
  const archive = await archiveOf({
    ...below("top/annotations", FILES),
    ...below("top/model_weights"),
    "top/metadata.csv": LFS_POINTER,
  });
  assertComplete(
    await fetchWeights(weightsOf(FILES), { "toy-0123.tar.gz": archive }),
  );
});

Deno.test("weights takes the files from an unpacked archive or a clone", async () => {
  const params = weightsOf(FILES);
  const clone = below("toy-0123/model_weights");
  assertComplete(await fetchWeights(params, clone));
  // An archive without them, or none that can be read, is beside the matter.
  const archive = await archiveOf(below("top/annotations"));
  for (const bytes of [archive, archive.slice(0, 100)]) {
    assertComplete(
      await fetchWeights(params, { ...clone, "toy-0123.tar.gz": bytes }),
    );
  }
});

Deno.test("weights says what a mirror without them needs, and leaves the network alone", async () => {
  await using server = serveWeights(FILES);
  const archive = await archiveOf(below("top/annotations"));
  const mirrors: Record<string, Uint8Array>[] = [
    { "notes.txt": LFS_POINTER },
    { "toy-0123.tar.gz": archive },
    { "toy-0123/annotations/a.json": LFS_POINTER, "toy-0123.tar.gz": archive },
  ];
  for (const mirror of mirrors) {
    await assert.rejects(
      fetchWeights(server.params, mirror),
      isUnavailable(
        /^The mirror folder holds neither "toy-0123\/model_weights" nor an archive "toy-0123\.tar\.gz" with "model_weights" in it: run without --mirror to fetch the weights, or /,
      ),
    );
  }
  assert.deepEqual(server.requests, []);
});

Deno.test("weights refuses a mirror's folder with a changed or absent file, or several surplus ones", async () => {
  const { "dermx_f0.pt": first, ...rest } = FILES;
  const variants: Record<string, Uint8Array>[] = [
    { ...rest, "dermx_f0.pt": first!.slice(1) },
    rest,
    { ...FILES, "dermx_f10.pt": first!, "more/notes.txt": first! },
    { ...rest, ".DS_Store": first! },
    { ...FILES, "README.md": first! },
  ];
  for (const files of variants) {
    const count = Object.keys(files).length;
    const message = (place: string): RegExp =>
      new RegExp(
        `^The folder "model_weights" in ${place}, with ${count} files, is not the pinned one: its git tree id is`,
      );
    const params = weightsOf(FILES);
    await assert.rejects(
      fetchWeights(params, below("toy-0123/model_weights", files)),
      { message: message('"toy-0123/model_weights"') },
    );
    const archive = await archiveOf(below("top/model_weights", files));
    await assert.rejects(
      fetchWeights(params, { "toy-0123.tar.gz": archive }),
      { message: message('archive "toy-0123\\.tar\\.gz"') },
    );
  }
});

Deno.test("weights names what is not of the release in a mirror's folder", async () => {
  const litter = FILES["README.md"]!;
  const cases: [Record<string, Uint8Array>, string][] = [
    [{ "notes/a.txt": litter }, '"notes/a.txt"'],
    [{ "dermx_f10.pt": litter }, '"dermx_f10.pt"'],
    [
      { ".DS_Store": litter, "a/._b": litter, "Thumbs.db": litter },
      '".DS_Store", "Thumbs.db", "a/._b"',
    ],
  ];
  for (const [surplus, names] of cases) {
    const files = { ...FILES, ...surplus };
    await assert.rejects(
      fetchWeights(weightsOf(FILES), below("toy-0123/model_weights", files)),
      {
        name: "Error",
        message:
          `The folder "model_weights" in "toy-0123/model_weights" is the pinned one but for ${names}: remove what is not of the release`,
      },
    );
  }
});

Deno.test({
  name:
    "weights refuses what is neither file nor folder in a mirror, and circles of links, by name",
  ignore: Deno.build.os === "windows",
  async fn() {
    const make = {
      pipe: async (path: string): Promise<void> => {
        const { success } = await new Deno.Command("mkfifo", { args: [path] })
          .output();
        assert.ok(success);
      },
      device: (path: string) => Deno.symlink("/dev/null", path),
      around: (path: string) => Deno.symlink("..", path),
      itself: (path: string) => Deno.symlink("itself", path),
      nothing: (path: string) => Deno.symlink("nowhere", path),
    };
    const loop = "it is a symbolic link that leads back to where it is";
    const reasons = {
      pipe: "it is neither a file nor a folder",
      device: "it is neither a file nor a folder",
      around: loop,
      itself: loop,
      nothing: "it is a symbolic link to nothing",
    };
    for (const [name, reason] of Object.entries(reasons)) {
      await assert.rejects(
        fetchWeights(weightsOf(FILES), below("toy-0123/model_weights"), {
          prepare: async (mirror) => {
            const folder = join(mirror, "toy-0123/model_weights/more");
            await Deno.mkdir(folder);
            await make[name as keyof typeof make](join(folder, name));
          },
        }),
        {
          name: "Error",
          message:
            `Cannot read "toy-0123/model_weights/more/${name}": ${reason}: remove what is not of the release`,
        },
      );
    }
  },
});

Deno.test("weights follows a symbolic link to a folder elsewhere", async () => {
  const params = weightsOf(FILES);
  assertComplete(
    await fetchWeights(params, below("elsewhere"), {
      prepare: async (mirror) => {
        await Deno.mkdir(join(mirror, "toy-0123"));
        await Deno.symlink(
          "../elsewhere",
          join(mirror, "toy-0123/model_weights"),
          { type: "dir" },
        );
      },
    }),
  );
});

Deno.test("weights accepts an unpacked folder whose files all became executable", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "mirror/toy-0123/model_weights");
    await Deno.mkdir(path, { recursive: true });
    for (const [name, bytes] of Object.entries(FILES)) {
      await Deno.writeFile(join(path, name), bytes, { mode: 0o755 });
    }
    const io = stageIO(folder, {
      params: weightsOf(FILES),
      inputs: { mirror: `${folder}/mirror` },
      outputs: outputsOf(weightsStage(["dermx", "dermx_plus"])),
    });
    await run(io);
    assert.deepEqual(
      await Deno.readFile(join(io.output("dermx"), "00009.pt")),
      FILES["dermx_f9.pt"],
    );
  });
});

Deno.test("weights refuses an archive that is cut short, wherever it is cut", async () => {
  const archive = await archiveOf(below("top/model_weights"));
  for (const share of [0, 0.3, 0.6, 0.9, 0.99]) {
    const cutArchive = archive.slice(0, Math.floor(archive.length * share));
    await assert.rejects(
      fetchWeights(weightsOf(FILES), { "toy-0123.tar.gz": cutArchive }),
      {
        name: "SyntaxError",
        message:
          /^Cannot read archive "toy-0123\.tar\.gz": .*: supply the whole/,
      },
    );
  }
});

Deno.test("weights takes files that Git LFS keeps, pinned by their pointers", async () => {
  const params = weightsOf(keptByLfs(FILES));
  assertComplete(await fetchWeights(params, below("toy-0123/model_weights")));
  assertComplete(
    await fetchWeights(params, {
      "toy-0123.tar.gz": await archiveOf(below("top/model_weights")),
    }),
  );
});

Deno.test("weights refuses a changed file where pointers of Git LFS are pinned", async () => {
  const other = FILES["dermx_f4.pt"]!.slice();
  other[4000]! ^= 1;
  const { "README.md": readMe, ...weights } = FILES;
  const variants = [
    { ...FILES, "dermx_f4.pt": other },
    { ...weights, "README.md": readMe!.slice(1) },
    weights,
  ];
  for (const files of variants) {
    await assert.rejects(
      fetchWeights(
        weightsOf(keptByLfs(FILES)),
        below("toy-0123/model_weights", files),
      ),
      /is not the pinned one/,
    );
  }
});

Deno.test("weights refuses a pointer of Git LFS in a mirror by name", async () => {
  const files = { ...FILES, "dermx_f3.pt": LFS_POINTER };
  const refused = isUnavailable(
    /^The file "dermx_f3\.pt" in the mirror folder is a pointer of Git LFS and holds no weights: run "git lfs pull"/,
  );
  const mirrors = [
    below("toy-0123/model_weights", files),
    { "toy-0123.tar.gz": await archiveOf(below("top/model_weights", files)) },
  ];
  for (const mirror of mirrors) {
    for (const pinned of [files, keptByLfs(FILES)]) {
      await assert.rejects(fetchWeights(weightsOf(pinned), mirror), refused);
    }
  }
});
