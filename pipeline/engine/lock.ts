import { dirname } from "node:path";

/**
 * Takes the kernel's lock on a file, and waits for it if another process has it.
 * The kernel frees the lock when the process ends, however it ends.
 *
 * @param path The lock file; it is made if it is not there, and stays.
 * @param onWait Called once if the lock is taken.
 * @returns The open file: closing it frees the lock.
 */
export async function lock(
  path: string,
  onWait: () => void,
): Promise<Deno.FsFile> {
  const free = await tryLock(path);
  if (free !== undefined) return free;
  onWait();
  const file = await open(path);
  await file.lock(true);
  return file;
}

/** Like {@link lock}, but `undefined` if another process has the lock. */
export async function tryLock(path: string): Promise<Deno.FsFile | undefined> {
  const file = await open(path);
  if (await file.tryLock(true)) return file;
  file.close();
  return undefined;
}

async function open(path: string): Promise<Deno.FsFile> {
  await Deno.mkdir(dirname(path), { recursive: true });
  return await Deno.open(path, { write: true, create: true });
}
