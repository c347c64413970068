import type { Hash } from "node:crypto";
import { gitBlobHash } from "../../../data/archive/git_tree.ts";
import { writeAll } from "../../../data/write_all.ts";
import { isLfsPointer, LFS_POINTER_BEGINNING } from "./lfs_pointer.ts";

/** What a {@link BlobWriter} writes. */
export interface BlobWriterOptions {
  /** The file's name, for messages. */
  readonly name: string;
  /** How many bytes it will have. */
  readonly size: number;
  /** Where to write it; nowhere unless said. What is there is replaced. */
  readonly path?: string;
}

/** Writes a file as it arrives, computes its git id, and holds none of it. */
export class BlobWriter implements Disposable {
  readonly #options: BlobWriterOptions;
  readonly #file: Deno.FsFile | undefined;
  #beginning = new Uint8Array(LFS_POINTER_BEGINNING);
  #hash: Hash;
  #done = 0;

  /** Opens the file, which is closed when this is disposed of. */
  constructor(options: BlobWriterOptions) {
    const { path, size } = options;
    this.#options = options;
    this.#hash = gitBlobHash(size);
    this.#file = path === undefined ? undefined : Deno.openSync(path, {
      write: true,
      create: true,
      truncate: true,
    });
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file?.close();
  }

  /** How many bytes have been written. */
  get done(): number {
    return this.#done;
  }

  /** Whether it turns out to be a pointer of Git LFS, and not what that stands for. */
  get isPointer(): boolean {
    return isLfsPointer(this.#beginning);
  }

  /**
   * Appends bytes.
   *
   * @throws {RangeError} If they are more than there should be.
   */
  write(bytes: Uint8Array): void {
    const { name, size } = this.#options;
    if (this.#done + bytes.length > size) {
      throw new RangeError(
        `The file "${name}" has more than the ${size} bytes that it should have: fetch it anew`,
      );
    }
    if (this.#done < LFS_POINTER_BEGINNING) {
      const room = LFS_POINTER_BEGINNING - this.#done;
      this.#beginning.set(bytes.subarray(0, room), this.#done);
    }
    this.#hash.update(bytes);
    if (this.#file !== undefined) writeAll(this.#file, bytes);
    this.#done += bytes.length;
  }

  /** Forgets what was written, to begin anew. */
  restart(): void {
    this.#file?.truncateSync(0);
    this.#file?.seekSync(0, Deno.SeekMode.Start);
    this.#hash = gitBlobHash(this.#options.size);
    this.#beginning = new Uint8Array(LFS_POINTER_BEGINNING);
    this.#done = 0;
  }

  /** The git id, in hexadecimal; to be asked for once, after the last byte. */
  id(): string {
    return this.#hash.digest("hex");
  }
}
