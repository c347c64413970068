import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Blob } from "./action_result.ts";
import type { FileDigests } from "./file_digests.ts";
import { type FilesOf, packFolder } from "./pack_folder.ts";
import type { Store } from "./store.ts";
import type { Source } from "./study.ts";

/** A source that lies on the user's disk. */
export type UserSource = Extract<Source, { file: URL } | { folder: URL }>;

/** What {@link ingestSource} needs. */
export interface IngestOptions {
  /** Where the copy goes. */
  readonly store: Store;
  /** Digests of files as they are. */
  readonly digests: FileDigests;
}

/** The blob that a source is now, whether the store has it or not. */
export function blobOfSource(
  source: UserSource,
  digests: FileDigests,
): Promise<Blob> {
  return "file" in source
    ? digests.of(fileURLToPath(source.file))
    : digests.ofFolder(filesOf(source));
}

/**
 * Takes a copy of a file into the store, or packs files of a folder into it. Stages
 * read the copy, so an edit while they run can change neither what they see nor what
 * is recorded.
 */
export async function ingestSource(
  source: UserSource,
  { store, digests }: IngestOptions,
): Promise<Blob> {
  const blob = await blobOfSource(source, digests);
  if (store.hasBlob(blob)) return blob;
  const copy = join(await store.temporaryFolder(), "copy");
  if ("file" in source) await Deno.copyFile(fileURLToPath(source.file), copy);
  else await writeArchive(filesOf(source), copy);
  // The copy is hashed anew: what it was made from may have changed since.
  return await store.putFile(copy);
}

function filesOf(
  { folder, extensions }: Extract<Source, { folder: URL }>,
): FilesOf {
  return {
    folder: fileURLToPath(folder),
    ...(extensions === undefined ? {} : { extensions }),
  };
}

async function writeArchive(files: FilesOf, path: string): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  await packFolder(files, () => {
    // What an attempt before has left is written over.
    file.truncateSync();
    file.seekSync(0, Deno.SeekMode.Start);
    return async (bytes) => {
      for (let done = 0; done < bytes.length;) {
        done += await file.write(bytes.subarray(done));
      }
    };
  });
}
