import { createHash } from "node:crypto";
import { type Digest, digestFile, type FileDigest } from "./digest.ts";
import { fileStat } from "./file_stat.ts";
import { type FilesOf, listFolder, packFolder } from "./pack_folder.ts";
import { nameOfFiles, StatCache } from "./stat_cache.ts";
import type { Store } from "./store.ts";

/**
 * Digests of the user's and the project's files: each is hashed once a run, and
 * not at all while the file system says that it is as it was; see
 * {@link StatCache}.
 */
export class FileDigests {
  readonly #cache: StatCache;
  readonly #clock: () => number;
  readonly #found = new Map<string, Promise<FileDigest>>();

  private constructor(cache: StatCache, clock: () => number) {
    this.#cache = cache;
    this.#clock = clock;
  }

  /**
   * With what a store remembers of earlier runs.
   *
   * @param clock Tells the time in ms since 1970.
   */
  static async open(
    store: Store,
    clock: () => number = Date.now,
  ): Promise<FileDigests> {
    return new FileDigests(await StatCache.open(store), clock);
  }

  /**
   * The digest of a file.
   *
   * @throws {Deno.errors.NotFound} If it is not there.
   */
  of(path: string): Promise<FileDigest> {
    return this.#once(path, () => this.#ofFile(path));
  }

  /**
   * The digest of the archive of some files of a folder; none is written.
   *
   * @throws {StageError} If the folder cannot be read, or goes on changing.
   */
  ofFolder(files: FilesOf): Promise<FileDigest> {
    const name = nameOfFiles(files.folder, files.extensions);
    return this.#once(name, () => this.#ofFolder(name, files));
  }

  /**
   * Takes up a file that this process has just written. It need not be at rest to be
   * remembered, for nobody else knew it.
   */
  wrote(path: string, found: FileDigest): void {
    this.#found.set(path, Promise.resolve(found));
    const seen = fileStat(path);
    if (seen === undefined) return;
    this.#cache.remember(path, { ...seen, ...found, hashedAt: Infinity });
  }

  /** Keeps what was learned for later runs. */
  save(): Promise<void> {
    return this.#cache.save();
  }

  #once(name: string, find: () => Promise<FileDigest>): Promise<FileDigest> {
    let found = this.#found.get(name);
    if (found === undefined) {
      found = find();
      this.#found.set(name, found);
    }
    return found;
  }

  async #ofFile(path: string): Promise<FileDigest> {
    const hashedAt = this.#clock();
    const before = fileStat(path);
    if (before === undefined) return digestFile(path);
    const known = this.#cache.recall(path, before.mark);
    if (known !== undefined) return known;
    const found = await digestFile(path);
    const after = fileStat(path);
    if (after !== undefined && after.mark === before.mark) {
      this.#cache.remember(path, { ...after, ...found, hashedAt });
    }
    return found;
  }

  async #ofFolder(name: string, files: FilesOf): Promise<FileDigest> {
    const hashedAt = this.#clock();
    const { mark } = listFolder(files);
    const known = this.#cache.recall(name, mark);
    if (known !== undefined) return known;
    let hash = createHash("sha256");
    let size = 0;
    const packed = await packFolder(files, () => {
      [hash, size] = [createHash("sha256"), 0];
      return (bytes) => {
        hash.update(bytes);
        size += bytes.length;
      };
    });
    const found = { digest: hash.digest("hex") as Digest, size };
    this.#cache.remember(name, { ...packed, ...found, hashedAt });
    return found;
  }
}
