import { basename, join } from "node:path";
import type { ActionFields } from "./action_key.ts";
import {
  type ActionResult,
  type Blob,
  blobsOf,
  decodeResult,
  encodeResult,
  sameOutputs,
} from "./action_result.ts";
import { canonicalJson } from "./canonical_json.ts";
import { type Digest, digestFile, digestOf } from "./digest.ts";
import {
  isNotEmpty,
  isNotFound,
  readIfThere,
  readSmallIfThere,
  removeIfThere,
  replaceFile,
  sizeOfFile,
  syncFolder,
  writeDurably,
} from "./files.ts";
import type { Json } from "./json.ts";
import { type Lock, tryLock } from "./lock.ts";

/** The version of the store's layout. */
const STORE_FORMAT = 1;

/** A process's folder for temporary files, and the lock that says that it lives. */
interface Workspace {
  readonly path: string;
  readonly lock: Lock;
}

/** How {@link Store.publish} ended. */
export type PublishOutcome = "published" | "same" | "divergent";

/**
 * A content-addressed store: blobs by their SHA-256, and action results by key.
 *
 * ```text
 * cas/sha256/ab/cdef…       blobs
 * ac/ab/<key>/key.json      the fields that the key is the hash of
 * ac/ab/<key>/result.json   outputs, and how they came about
 * code/ refs/ runs/         what the last bundlings, runs and events were
 * tmp/ locks/ quarantine/
 * ```
 *
 * A blob is complete before it has its name, and a result is published by one
 * rename after its blobs: a reader never sees a part of either, whatever process
 * dies when. Names, sizes and times prove nothing: a blob is hashed when it is
 * first used in a run, and a bad one is moved to quarantine and counts as absent.
 */
export class Store {
  /** The store's folder: a real path, without links. */
  readonly path: string;
  /** Whether blobs are good, as far as this run looked or is looking. */
  readonly #verified = new Map<Digest, Promise<boolean>>();
  readonly #onQuarantine: (blob: Digest, file: string) => void;
  #workspace: Promise<Workspace> | undefined;

  private constructor(
    path: string,
    onQuarantine: (blob: Digest, file: string) => void,
  ) {
    this.path = path;
    this.#onQuarantine = onQuarantine;
  }

  /**
   * Opens a store, and makes it if it is not there.
   *
   * @param path The store's folder.
   * @param onQuarantine Told of every bad blob.
   * @throws {RangeError} If a newer version of this program made the store.
   */
  static async open(
    path: string,
    onQuarantine: (blob: Digest, file: string) => void = () => {},
  ): Promise<Store> {
    const marker = join(path, "store.json");
    const text = await readIfThere(marker);
    if (text === undefined) {
      await replaceFile(marker, `{"format":${STORE_FORMAT}}\n`);
    } else {
      const format = formatOf(text);
      if (format !== STORE_FORMAT) {
        throw new RangeError(
          `Cannot use the store "${path}" of format ${format}, this version knows ${STORE_FORMAT}: choose another folder with --store`,
        );
      }
    }
    // Stages see the real path of their folder, whatever links lead to the store.
    return new Store(await Deno.realPath(path), onQuarantine);
  }

  /** The path of a blob, whether it is there or not. */
  blobPath(digest: Digest): string {
    return join(
      this.path,
      "cas",
      "sha256",
      digest.slice(0, 2),
      digest.slice(2),
    );
  }

  /** The folder of an action's stored result. */
  resultPath(key: Digest): string {
    return join(this.path, "ac", key.slice(0, 2), key);
  }

  /** A new empty folder on the store's file system; see {@link Store.close}. */
  async temporaryFolder(): Promise<string> {
    this.#workspace ??= this.#openWorkspace();
    const path = join((await this.#workspace).path, crypto.randomUUID());
    await Deno.mkdir(path);
    return path;
  }

  /** Removes this process's temporary folders. */
  async close(): Promise<void> {
    if (this.#workspace === undefined) return;
    const { path, lock } = await this.#workspace;
    this.#workspace = undefined;
    await removeWorkspace(path, lock);
  }

  /** Moves a file into the store; its mode is dropped. */
  async putFile(path: string): Promise<Blob> {
    const blob = await digestFile(path);
    // A blob that is there proves nothing: a damaged one would be passed off as this.
    if (!await this.verifyBlob(blob)) {
      await Deno.chmod(path, 0o644);
      using file = await Deno.open(path);
      await file.syncData();
      await this.#rename(path, blob.digest);
    }
    return blob;
  }

  /** Writes bytes into the store. */
  async putBytes(bytes: Uint8Array): Promise<Blob> {
    const blob = { digest: digestOf(bytes), size: bytes.length };
    if (!await this.verifyBlob(blob)) {
      const temporary = join(await this.temporaryFolder(), "blob");
      await writeDurably(temporary, bytes);
      await this.#rename(temporary, blob.digest);
    }
    return blob;
  }

  async #rename(path: string, digest: Digest): Promise<void> {
    const target = this.blobPath(digest);
    await Deno.mkdir(join(target, ".."), { recursive: true });
    await Deno.rename(path, target);
    this.#verified.set(digest, Promise.resolve(true));
  }

  /** Whether a blob is there with its size: cheap, and no proof of its content. */
  hasBlob({ digest, size }: Blob): boolean {
    return sizeOfFile(this.blobPath(digest)) === size;
  }

  /**
   * Whether a blob is there and its content is right; hashed once a run. A bad one
   * is moved to quarantine.
   */
  async verifyBlob({ digest }: { readonly digest: Digest }): Promise<boolean> {
    const known = this.#verified.get(digest);
    if (known !== undefined) return await known;
    // Who asks while the blob is hashed gets the same answer: a second look could
    // quarantine what was made anew after the first.
    const check = this.#check(digest);
    this.#verified.set(digest, check);
    let good = false;
    try {
      good = await check;
    } finally {
      if (!good && this.#verified.get(digest) === check) {
        this.#verified.delete(digest);
      }
    }
    return good;
  }

  async #check(digest: Digest): Promise<boolean> {
    const path = this.blobPath(digest);
    const folder = join(this.path, "quarantine");
    const moved = join(folder, `${digest}.${crypto.randomUUID()}`);
    try {
      if ((await digestFile(path)).digest === digest) return true;
      await Deno.mkdir(folder, { recursive: true });
      await Deno.rename(path, moved);
    } catch (error) {
      if (isNotFound(error)) return false;
      throw error;
    }
    // Another process may have put a good one in its place in the meantime.
    if ((await digestFile(moved)).digest === digest) {
      await Deno.rename(moved, path);
      return true;
    }
    this.#onQuarantine(digest, moved);
    return false;
  }

  /**
   * The stored result of an action, if it is there, is what was written, and all
   * its blobs are there. An unreadable entry counts as absent and is removed when
   * the action is published again.
   */
  readResult(key: Digest): ActionResult | undefined {
    const result = this.#decode(key);
    return result !== undefined && this.#isComplete(result)
      ? result
      : undefined;
  }

  /** The fields of a stored action, if they are there and hash to its key. */
  async readFields(key: Digest): Promise<ActionFields | undefined> {
    const text = await readIfThere(join(this.resultPath(key), "key.json"));
    if (text === undefined) return undefined;
    return digestOf(`dermx-action\n${text.trimEnd()}`) === key
      ? JSON.parse(text)
      : undefined;
  }

  /**
   * Publishes a result whose blobs are in the store.
   *
   * A result under the same key with other outputs is never lost: both are kept and
   * the action is divergent. The first goes on being served while its blobs are
   * there.
   */
  async publish(
    key: Digest,
    fields: ActionFields,
    result: ActionResult,
  ): Promise<PublishOutcome> {
    const target = this.resultPath(key);
    const earlier = this.#decode(key);
    const divergent = earlier !== undefined &&
      !sameOutputs(earlier.outputs, result.outputs);
    if (earlier !== undefined && this.#isComplete(earlier)) {
      if (divergent) await keepDivergent(target, encodeResult(key, result));
      return divergent ? "divergent" : "same";
    }
    const folder = await this.temporaryFolder();
    await Promise.all([
      writeDurably(
        join(folder, "key.json"),
        `${canonicalJson(fields as unknown as Json)}\n`,
      ),
      writeDurably(join(folder, "result.json"), encodeResult(key, result)),
    ]);
    for (const text of await divergentResults(target)) {
      await keepDivergent(folder, text);
    }
    if (divergent) await keepDivergent(folder, encodeResult(key, earlier));
    await Deno.mkdir(join(target, ".."), { recursive: true });
    await this.#clear(target);
    await Deno.rename(folder, target);
    await syncFolder(join(target, ".."));
    return divergent ? "divergent" : "published";
  }

  /** The keys of all stored results, in no particular order. */
  async *keys(): AsyncGenerator<Digest> {
    const root = join(this.path, "ac");
    try {
      for await (const { name: prefix } of Deno.readDir(root)) {
        for await (const { name } of Deno.readDir(join(root, prefix))) {
          yield name as Digest;
        }
      }
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  #decode(key: Digest): ActionResult | undefined {
    const text = readSmallIfThere(join(this.resultPath(key), "result.json"));
    return text === undefined ? undefined : decodeResult(key, text);
  }

  #isComplete(result: ActionResult): boolean {
    return blobsOf(result.outputs).every((blob) => this.hasBlob(blob));
  }

  /** Moves an unusable entry out of the way, so that a rename can take its place. */
  async #clear(target: string): Promise<void> {
    try {
      await Deno.rename(
        target,
        join(await this.temporaryFolder(), basename(target)),
      );
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  /** Makes this process's folder in `tmp/` and removes those of dead processes. */
  async #openWorkspace(): Promise<Workspace> {
    const root = join(this.path, "tmp");
    await Deno.mkdir(root, { recursive: true });
    const names = new Set<string>();
    for await (const { name } of Deno.readDir(root)) {
      names.add(name.replace(/\.lock$/, ""));
    }
    for (const name of names) await removeIfAbandoned(join(root, name));
    for (;;) {
      const path = join(root, crypto.randomUUID());
      // The lock comes first: a folder without one is an abandoned folder.
      const lock = tryLock(`${path}.lock`);
      if (lock === undefined) continue;
      if (await isStillThere(`${path}.lock`, lock)) {
        await Deno.mkdir(path);
        return { path, lock };
      }
      // Another process took it for abandoned before it was locked.
      lock.close();
    }
  }
}

async function isStillThere(path: string, lock: Lock): Promise<boolean> {
  try {
    return (await Deno.stat(path)).ino === await lock.inode();
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

async function removeIfAbandoned(path: string): Promise<void> {
  const lock = tryLock(`${path}.lock`);
  if (lock === undefined) return;
  try {
    await removeWorkspace(path, lock);
  } catch (error) {
    // A stage may outlive the process that was killed, and write on for a while: the
    // next process finds the folder again.
    if (!isNotEmpty(error)) throw error;
  }
}

/** Removes a workspace's folder and its lock; another process may be at it too. */
async function removeWorkspace(
  path: string,
  lock: Lock,
): Promise<void> {
  try {
    await removeIfThere(path);
    await removeIfThere(`${path}.lock`);
  } finally {
    lock.close();
  }
}

/** Keeps a stored result beside the one that is served. */
async function keepDivergent(folder: string, text: string): Promise<void> {
  await replaceFile(join(folder, "divergent", `${digestOf(text)}.json`), text);
}

/** The stored results that an action's folder keeps beside the one that is served. */
async function divergentResults(folder: string): Promise<string[]> {
  const path = join(folder, "divergent");
  const texts: string[] = [];
  try {
    for await (const { name } of Deno.readDir(path)) {
      texts.push(await Deno.readTextFile(join(path, name)));
    }
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  return texts;
}

/** The format that a store's marker names. */
function formatOf(marker: string): unknown {
  try {
    return JSON.parse(marker).format;
  } catch {
    return "unknown";
  }
}
