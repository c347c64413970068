import { join } from "node:path";
import { digestOf } from "./digest.ts";
import { StageError } from "./errors.ts";
import { type FileStat, fileStat } from "./file_stat.ts";
import { isNotFound } from "./files.ts";
import { TAR_END, tarHeader, tarPadding } from "./tar_header.ts";

/** Which files of a folder are meant, and what the file system says of them. */
export interface FolderListing {
  /** In order of the names' code units. */
  readonly files: readonly ListedFile[];
  /** One mark for all of them; `undefined` where the system does not tell enough. */
  readonly mark: string | undefined;
  /** When the last of them changed, in ms since 1970. */
  readonly changedAt: number;
}

/** A file of a {@link FolderListing}. */
export interface ListedFile {
  /** In Unicode's form NFC, whatever the file system keeps. */
  readonly name: string;
  /** Where it lies. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** Some files of a folder. */
export interface FilesOf {
  /** The folder. */
  readonly folder: string;
  /** Such as `".png"`, in any case; all files unless given. */
  readonly extensions?: readonly string[];
}

/** Takes an archive's bytes in order; they are valid until it is done. */
export type TakeBytes = (bytes: Uint8Array) => void | Promise<void>;

const BLOCK = 1 << 20;

/** So often a folder is packed anew that changes meanwhile. */
const ATTEMPTS = 5;

/**
 * Packs files that lie directly in a folder into an uncompressed tar archive whose
 * bytes depend on their names and contents alone: sorted by name in code units, mode,
 * owner and time dropped. Links count as what they lead to, and what is no regular
 * file is passed over. No file is held in memory as a whole.
 *
 * The archive is of one moment: if the file system says that something changed while
 * it was made, it is begun anew.
 *
 * @param files Which files of which folder.
 * @param begin Called at the beginning of each attempt; gives what takes the bytes.
 * @returns What was packed.
 * @throws {StageError} If the folder cannot be read, two names differ in their
 * Unicode form only, or the folder goes on changing.
 */
export async function packFolder(
  files: FilesOf,
  begin: () => TakeBytes,
): Promise<FolderListing> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = listFolder(files);
    const isWhole = await packFiles(before, begin());
    const after = listFolder(files);
    if (isWhole && after.mark === before.mark) return after;
  }
  throw new StageError(
    `The folder "${files.folder}" goes on changing while it is packed: run again when nothing writes to it`,
  );
}

/**
 * Lists files that lie directly in a folder, as {@link packFolder} would pack them.
 *
 * @throws {StageError} If the folder cannot be read, or two names differ in their
 * Unicode form only.
 */
export function listFolder({ folder, extensions }: FilesOf): FolderListing {
  const names = namesIn(folder).filter((name) =>
    extensions?.some((end) => name.toLowerCase().endsWith(end)) ?? true
  );
  const files = names.flatMap((found) => {
    const path = join(folder, found);
    const stat = statIfThere(path);
    return stat === undefined
      ? []
      : [{ name: found.normalize("NFC"), path, ...stat }];
  }).sort((a, b) => a.name < b.name ? -1 : 1);
  for (const [i, { name }] of files.entries()) {
    if (files[i + 1]?.name !== name) continue;
    throw new StageError(
      `The folder "${folder}" has two files named "${name}", in two forms of Unicode: remove one`,
    );
  }
  const marks = files.map(({ name, mark }) => mark && `${name}\0${mark}`);
  return {
    files,
    mark: marks.includes(undefined) ? undefined : digestOf(marks.join("\n")),
    changedAt: Math.max(-Infinity, ...files.map((file) => file.changedAt)),
  };
}

/** Whether each file had the size that is listed; if not, the archive is broken. */
async function packFiles(
  { files }: FolderListing,
  write: TakeBytes,
): Promise<boolean> {
  const block = new Uint8Array(BLOCK);
  for (const { name, path, size } of files) {
    using file = await openIfThere(path);
    if (file === undefined) return false;
    await write(tarHeader(name, size));
    let left = size;
    for (;;) {
      const n = await file.read(block);
      if (n === null) break;
      left -= n;
      if (left < 0) return false;
      await write(block.subarray(0, n));
    }
    if (left > 0) return false;
    await write(new Uint8Array(tarPadding(size)));
  }
  await write(TAR_END);
  return true;
}

function namesIn(folder: string): string[] {
  try {
    return Array.from(Deno.readDirSync(folder), ({ name }) => name);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StageError(
      `Cannot read the folder "${folder}" (${reason}): name a folder that is there`,
    );
  }
}

/** What a file's name leads to; `undefined` if that is gone, or is no regular file. */
function statIfThere(path: string): FileStat | undefined {
  try {
    return fileStat(path);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function openIfThere(path: string): Promise<Deno.FsFile | undefined> {
  try {
    return await Deno.open(path);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
