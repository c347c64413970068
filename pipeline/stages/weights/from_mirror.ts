import type { StageIO } from "../../engine/stage.ts";
import { filesOf, openArchive } from "../fetch/release_archive.ts";
import type { WeightsParams } from "../weights.ts";
import { CollectedFiles } from "./collected_files.ts";
import { filesBelow, type FolderRead } from "./files_below.ts";
import { placeInMirror, unavailable } from "./unavailable.ts";

/** How much of a file is read at a time, in bytes. */
const BLOCK = 1 << 18;

/**
 * Takes weights from a mirror folder: from the release's archive unpacked there, or a
 * clone, or else from the archive.
 *
 * @returns Where each file is, by its path in the folder; all of them are verified.
 * @throws {UnavailableError} If the mirror has neither.
 * @throws {SyntaxError} If the archive is damaged.
 * @throws {Error} If the files are not the pinned ones.
 */
export async function fromMirror(
  io: StageIO<WeightsParams>,
  mirror: string,
): Promise<Map<string, string>> {
  const { archive, tree } = io.params;
  const folder = placeInMirror(io.params);
  const unpacked = await collectFolder(io, {
    path: `${mirror}/${folder}`,
    place: folder,
  });
  if (unpacked.count > 0) return unpacked.verified(`in "${folder}"`);
  const packed = await collectArchive(io, `${mirror}/${archive}`);
  if (packed.count > 0) return packed.verified(`in archive "${archive}"`);
  throw unavailable(io.params, {
    reason:
      `The mirror folder holds neither "${folder}" nor an archive "${archive}" with "${tree.path}" in it`,
    next: "run without --mirror to fetch the weights",
  });
}

async function collectArchive(
  io: StageIO<WeightsParams>,
  path: string,
): Promise<CollectedFiles> {
  const { archive: name, tree } = io.params;
  const collected = new CollectedFiles(io);
  const release = await openArchive(path);
  if (release === undefined) return collected;
  const files = filesOf(release, {
    name,
    wanted: (file) => file.startsWith(`${tree.path}/`),
    onBytes: (done) =>
      io.progress(done, { total: release.total, unit: "bytes" }),
  });
  for await (const file of files) {
    await collected.add({
      ...file,
      name: file.name.slice(tree.path.length + 1),
    });
  }
  return collected;
}

async function collectFolder(
  io: StageIO<WeightsParams>,
  folder: FolderRead,
): Promise<CollectedFiles> {
  const files = await filesBelow(folder);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const collected = new CollectedFiles(io);
  let done = 0;
  for (const { name, executable, size } of files) {
    const chunks = chunksOf(`${folder.path}/${name}`);
    await collected.add({ name, executable, size, chunks });
    io.progress(done += size, { total, unit: "bytes" });
  }
  return collected;
}

/** The bytes of a file; each chunk is to be used before the next is asked for. */
async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  using file = await Deno.open(path);
  const buffer = new Uint8Array(BLOCK);
  for (;;) {
    const count = await file.read(buffer);
    if (count === null) return;
    yield buffer.subarray(0, count);
  }
}
