import { dirname } from "node:path";

/** Whether an error says that a file or folder is not there. */
export function isNotFound(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound;
}

/** Whether an error says that a folder cannot be removed because something is in it. */
export function isNotEmpty(error: unknown): boolean {
  return error instanceof Error && "code" in error &&
    error.code === "ENOTEMPTY";
}

/** Writes a file whose bytes are on the disk when this returns. */
export async function writeDurably(
  path: string,
  content: Uint8Array | string,
): Promise<void> {
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  using file = await Deno.open(path, { write: true, createNew: true });
  let written = 0;
  while (written < bytes.length) {
    written += await file.write(bytes.subarray(written));
  }
  await file.syncData();
}

/** Makes the entries of a folder, such as a rename into it, survive a power loss. */
export async function syncFolder(path: string): Promise<void> {
  using folder = await Deno.open(path);
  await folder.sync();
}

/** Replaces a file in one step: a reader sees the old content or the new, never a part. */
export async function replaceFile(
  path: string,
  content: Uint8Array | string,
): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  await writeDurably(temporary, content);
  await Deno.rename(temporary, path);
}

/** Reads a text, or `undefined` if the file is not there. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * Like {@link readIfThere}, for small files. It does not wait for other work in between,
 * because for many files that would take longer than to read them.
 */
export function readSmallIfThere(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/**
 * The size of a regular file in bytes, which no link is; `undefined` if there is none.
 * It does not wait for other work in between, because for hundreds of files that would
 * take ten times as long.
 */
export function sizeOfFile(path: string): number | undefined {
  try {
    const { isFile, size } = Deno.lstatSync(path);
    return isFile ? size : undefined;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Removes a file, or a folder with all that is in it, unless it is gone already. */
export async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
