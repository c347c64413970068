import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";

/** Between two attempts, in milliseconds: short at first, then longer. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 200;

/** What {@link lock} may be given. */
export interface LockOptions {
  /** Called once if the lock is taken. */
  readonly onWait: () => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes the kernel's lock on a file, and waits for it if another process has it.
 * The kernel frees the lock when the process ends, however it ends.
 *
 * It asks again and again instead of letting the kernel wait: such a wait cannot be
 * interrupted, and takes a thread for each lock.
 *
 * @param path The lock file; it is made if it is not there, and stays.
 * @returns The open file: closing it frees the lock.
 * @throws The reason of the signal, or an `AbortError`, if the signal ends the
 * waiting.
 */
export async function lock(
  path: string,
  { onWait, signal }: LockOptions,
): Promise<Deno.FsFile> {
  const file = await open(path);
  try {
    let pause = FIRST_PAUSE;
    while (!await file.tryLock(true)) {
      if (pause === FIRST_PAUSE) onWait();
      // Not in step with others who wait: all but one would ask in vain.
      await setTimeout(
        pause * (0.5 + Math.random()),
        undefined,
        signal === undefined ? {} : { signal },
      );
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
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
