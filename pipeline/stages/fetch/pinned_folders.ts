import type { ArchiveStream } from "../../../data/archive/read_tar.ts";
import { gitBlobHash, GitTree } from "../../../data/archive/git_tree.ts";
import { type TarFile, writeTar } from "../../../data/archive/write_tar.ts";
import { BlockWriter } from "../../../data/block_writer.ts";
import { readAt, type Span } from "../../../data/read_at.ts";
import type { PinnedPath } from "../fetch.ts";
import { adjacentSpans } from "./adjacent_spans.ts";
import { notPinned } from "./not_pinned.ts";

/** Small files that lie together are read at once, up to so many bytes. */
const BLOCK = 1 << 18;

/** Where a file's bytes lie in the scratch file. */
interface FileSpan extends Span {
  /** The path below the pinned one. */
  readonly name: string;
}

/** A pinned path, as far as it has arrived. */
interface Arrival {
  readonly pin: PinnedPath;
  readonly tree: GitTree;
  readonly spans: FileSpan[];
  /** The id of a path that is a file. */
  blobId?: string;
}

/**
 * Collects the pinned paths of a release in a scratch file, so that nothing is
 * handed on before every byte is verified, and nothing is held in memory.
 */
export class PinnedFolders implements Disposable {
  readonly #arrivals: readonly Arrival[];
  readonly #scratch: Deno.FsFile;
  readonly #arriving: BlockWriter;
  #size = 0;

  /**
   * Opens the scratch file; it is closed when this is disposed of.
   *
   * @param scratch The path of the scratch file; what an earlier try left is dropped.
   * @param pins What to collect.
   */
  constructor(scratch: string, pins: readonly PinnedPath[]) {
    this.#scratch = Deno.openSync(scratch, {
      read: true,
      write: true,
      create: true,
      truncate: true,
    });
    this.#arriving = new BlockWriter(this.#scratch);
    this.#arrivals = pins.map((pin) => ({
      pin,
      tree: new GitTree(),
      spans: [],
    }));
  }

  /** Closes the scratch file. */
  [Symbol.dispose](): void {
    this.#scratch.close();
  }

  /** Whether a file of the release is, or is below, a pinned path. */
  pins(name: string): boolean {
    return this.#arrivalOf(name) !== undefined;
  }

  /** Takes up a file of a pinned path. */
  async add({ name, executable, size, chunks }: ArchiveStream): Promise<void> {
    const arrival = this.#arrivalOf(name)!;
    const hash = gitBlobHash(size);
    for await (const chunk of chunks) {
      hash.update(chunk);
      this.#arriving.write(chunk);
    }
    const id = hash.digest("hex");
    const { path } = arrival.pin;
    const below = name === path ? name : name.slice(path.length + 1);
    if (name === path) arrival.blobId = id;
    else arrival.tree.add(below, { id, executable });
    arrival.spans.push({ name: below, start: this.#size, size });
    this.#size += size;
  }

  /**
   * Compares what arrived with the pins.
   *
   * @param archive The archive's name, for messages.
   * @throws {Error} If a path is absent, or its bytes are not the pinned ones.
   */
  verify(archive: string): void {
    for (const { pin, tree, spans, blobId } of this.#arrivals) {
      const what = pin.kind === "tree" ? "folder" : "file";
      if (spans.length === 0) {
        throw new Error(
          `Archive "${archive}" has no ${what} "${pin.path}": supply an archive of the whole release`,
        );
      }
      const id = pin.kind === "tree" ? tree.id() : blobId!;
      if (id !== pin.id) {
        throw notPinned(pin, { id, place: `in archive "${archive}"` });
      }
    }
  }

  /** Writes a pinned path: a folder as a tar sorted by name, a file as it is. */
  write(path: string, output: string): void {
    this.#arriving.flush();
    const { pin, spans } = this.#arrivals.find(({ pin }) => pin.path === path)!;
    if (pin.kind === "blob") {
      Deno.writeFileSync(output, readAt(this.#scratch, spans[0]!));
      return;
    }
    const sorted = spans.toSorted((a, b) => a.name < b.name ? -1 : 1);
    writeTar(output, this.#files(sorted));
  }

  *#files(spans: readonly FileSpan[]): Generator<TarFile> {
    for (const list of adjacentSpans(spans, BLOCK)) {
      const { start } = list[0]!;
      const last = list.at(-1)!;
      const size = last.start + last.size - start;
      const bytes = readAt(this.#scratch, { start, size });
      for (const { name, ...span } of list) {
        const at = span.start - start;
        yield { name, bytes: bytes.subarray(at, at + span.size) };
      }
    }
  }

  #arrivalOf(name: string): Arrival | undefined {
    return this.#arrivals.find(({ pin }) =>
      pin.kind === "tree" ? name.startsWith(`${pin.path}/`) : name === pin.path
    );
  }
}
