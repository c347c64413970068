import type { ArchiveStream } from "../../../data/archive/read_tar.ts";

/** A file of a folder, with its path below it. */
export type FileBelow = Omit<ArchiveStream, "chunks">;

/** The folder that {@link filesBelow} reads. */
export interface FolderRead {
  /** Its path. */
  readonly path: string;
  /** What messages call it. */
  readonly place: string;
}

/** A folder within the one that is read. */
interface Visit {
  /** Its path below that, with a slash at its end unless it is that. */
  readonly prefix: string;
  /** Where the folders are, without links, that led to it. */
  readonly above: readonly string[];
}

const LOOP = "it is a symbolic link that leads back to where it is";

/**
 * The files of a folder and of those in it, sorted by code units; none if it is absent.
 *
 * Symbolic links are followed: in a mirror, large files may lie elsewhere.
 *
 * @throws {Error} If something in it is neither a file nor a folder, or a link leads
 * nowhere or in a circle.
 */
export async function filesBelow(folder: FolderRead): Promise<FileBelow[]> {
  if (!await isFolder(folder.path)) return [];
  const files = await Array.fromAsync(walk(folder, { prefix: "", above: [] }));
  return files.sort((a, b) => a.name < b.name ? -1 : 1);
}

async function* walk(
  folder: FolderRead,
  { prefix, above }: Visit,
): AsyncGenerator<FileBelow, void, void> {
  const path = `${folder.path}/${prefix}`;
  const real = await Deno.realPath(path);
  if (above.includes(real)) throw refusal(folder, prefix, LOOP);
  for await (const entry of Deno.readDir(path)) {
    const name = `${prefix}${entry.name}`;
    const { isDirectory, isFile, size, mode } = await stat(folder, name);
    if (isDirectory) {
      yield* walk(folder, { prefix: `${name}/`, above: [...above, real] });
    } else if (isFile) {
      yield { name, executable: ((mode ?? 0) & 0o100) !== 0, size };
    } else {
      throw refusal(folder, name, "it is neither a file nor a folder");
    }
  }
}

async function stat(folder: FolderRead, name: string): Promise<Deno.FileInfo> {
  try {
    return await Deno.stat(`${folder.path}/${name}`);
  } catch (error) {
    if (error instanceof Deno.errors.FilesystemLoop) {
      throw refusal(folder, name, LOOP);
    }
    if (error instanceof Deno.errors.NotFound) {
      throw refusal(folder, name, "it is a symbolic link to nothing");
    }
    throw error;
  }
}

function refusal({ place }: FolderRead, name: string, reason: string): Error {
  return new Error(
    `Cannot read "${place}/${
      name.replace(/\/$/, "")
    }": ${reason}: remove what is not of the release`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
