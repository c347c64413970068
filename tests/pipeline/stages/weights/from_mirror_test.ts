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

Deno.test("weights refuses a mirror's folder with a changed, absent or surplus file", async () => {
  const { "dermx_f0.pt": first, ...rest } = FILES;
  const variants: Record<string, Uint8Array>[] = [
    { ...rest, "dermx_f0.pt": first!.slice(1) },
    rest,
    { ...FILES, "dermx_f10.pt": first! },
    { ...FILES, "more/notes.txt": first! },
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

Deno.test("weights refuses a pointer of Git LFS in a mirror by name", async () => {
  const files = { ...FILES, "dermx_f3.pt": LFS_POINTER };
  const archive = await archiveOf(below("top/model_weights", files));
  const mirrors = [
    below("toy-0123/model_weights", files),
    { "toy-0123.tar.gz": archive },
  ];
  for (const mirror of mirrors) {
    await assert.rejects(
      fetchWeights(weightsOf(files), mirror),
      isUnavailable(
        /^The file "dermx_f3\.pt" is a pointer of Git LFS and holds no weights: run "git lfs pull"/,
      ),
    );
  }
});
