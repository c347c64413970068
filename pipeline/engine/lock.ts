import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";

/** Between two attempts, in milliseconds: short at first, then longer. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 200;

/** A lock that is held. */
export class Lock implements Disposable {
  readonly #file: Deno.FsFile;

  /** Takes charge of a file that is locked. */
  constructor(file: Deno.FsFile) {
    this.#file = file;
  }

  /** The number of the locked file, by which a file of the same name is told apart. */
  async inode(): Promise<number | null> {
    return (await this.#file.stat()).ino;
  }

  /**
   * Frees the lock. Closing the file alone would free it later if a subprocess is
   * being started at this moment, which has the open file until its program runs.
   */
  close(): void {
    this.#file.unlockSync();
    this.#file.close();
  }

  /** Frees the lock at the end of a block. */
  [Symbol.dispose](): void {
    this.close();
  }
}

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
 * @returns The lock, until it is closed.
 * @throws The reason of the signal, or an `AbortError`, if the signal ends the
 * waiting.
 */
export async function lock(
  path: string,
  { onWait, signal }: LockOptions,
): Promise<Lock> {
  const file = open(path);
  try {
    let pause = FIRST_PAUSE;
    while (!file.tryLockSync(true)) {
      if (pause === FIRST_PAUSE) onWait();
      // Not in step with others who wait: all but one would ask in vain.
      await setTimeout(
        pause * (0.5 + Math.random()),
        undefined,
        signal === undefined ? {} : { signal },
      );
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    return new Lock(file);
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Like {@link lock}, but `undefined` if another process has the lock. */
export function tryLock(path: string): Lock | undefined {
  const file = open(path);
  if (file.tryLockSync(true)) return new Lock(file);
  file.close();
  return undefined;
}

function open(path: string): Deno.FsFile {
  Deno.mkdirSync(dirname(path), { recursive: true });
  return Deno.openSync(path, { write: true, create: true });
}
