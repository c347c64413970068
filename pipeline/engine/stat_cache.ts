import { join } from "node:path";
import { type FileDigest, isDigest } from "./digest.ts";
import { isNotFound, readIfThere, replaceFile } from "./files.ts";
import type { Store } from "./store.ts";

/** The version of the stored form. */
const FORMAT = 1;

/**
 * So old must a file's last change be when its hashing begins, in milliseconds, for
 * the digest to be remembered. Of two changes within one tick of the file system's
 * clock the second leaves no trace: a tick is one second for the time of change
 * (as Deno reports it), two for the time of writing on a FAT volume.
 */
const SETTLED = 2500;

/** What there is to remember of some files. */
export interface Seen {
  /** Their marks, such as a {@link FileStat} has: other content, other mark. */
  readonly mark: string | undefined;
  /** When the last of them changed, in ms since 1970. */
  readonly changedAt: number;
  /** When their hashing began, by the same clock. */
  readonly hashedAt: number;
}

/** One remembered digest. */
interface Entry extends FileDigest {
  readonly mark: string;
}

/**
 * Remembers the digests of big files between runs by what the file system says of
 * them, as git's index does, so that an idle run hashes none. It is a saving and no
 * proof: it can be deleted at any time.
 */
export class StatCache {
  readonly #path: string;
  readonly #entries: Map<string, Entry>;
  #changed = false;

  private constructor(path: string, entries: Map<string, Entry>) {
    this.#path = path;
    this.#entries = entries;
  }

  /** Reads what is remembered in a store; nothing, if that is damaged. */
  static async open(store: Store): Promise<StatCache> {
    const path = join(store.path, "seen.json");
    return new StatCache(path, parse(await readIfThere(path)));
  }

  /** The digest of what has a name, if its mark is the same as when it was hashed. */
  recall(name: string, mark: string | undefined): FileDigest | undefined {
    const entry = this.#entries.get(name);
    return entry !== undefined && entry.mark === mark
      ? { digest: entry.digest, size: entry.size }
      : undefined;
  }

  /** Remembers a digest, unless a later change could leave the mark as it is. */
  remember(
    name: string,
    { mark, changedAt, hashedAt, digest, size }: Seen & FileDigest,
  ): void {
    const isSettled = hashedAt - changedAt >= SETTLED;
    if (mark === undefined || !isSettled) {
      this.#changed ||= this.#entries.delete(name);
      return;
    }
    this.#entries.set(name, { mark, digest, size });
    this.#changed = true;
  }

  /**
   * Keeps what was learned, without what is about files that are gone. Of two
   * processes that save, the later wins: the other's files are hashed again.
   */
  async save(): Promise<void> {
    if (!this.#changed) return;
    const there = await Promise.all(
      [...this.#entries].map(async (entry) =>
        await isThere(entry[0]) ? [entry] : []
      ),
    );
    const files = Object.fromEntries(there.flat());
    await replaceFile(
      this.#path,
      `${JSON.stringify({ v: FORMAT, files }, null, 1)}\n`,
    );
    this.#changed = false;
  }
}

/** The name that stands for some files of a folder: its path, and which of them. */
export function nameOfFiles(
  folder: string,
  extensions: readonly string[] | undefined,
): string {
  return `${folder}\0${extensions?.join(" ") ?? ""}`;
}

async function isThere(name: string): Promise<boolean> {
  try {
    await Deno.stat(name.split("\0")[0]!);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

function parse(text: string | undefined): Map<string, Entry> {
  try {
    const { v, files } = JSON.parse(text ?? "{}");
    if (v !== FORMAT) return new Map();
    const entries = Object.entries(files as Record<string, Entry>);
    return new Map(entries.filter(([, { digest }]) => isDigest(digest)));
  } catch {
    return new Map();
  }
}
