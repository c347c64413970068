import { createTarDecoder } from "modern-tar";

/** What an archive says of a file of it. */
export interface ArchiveEntry {
  /** The path inside the archive: relative, and without `.` or `..`. */
  readonly name: string;
  /** Whether its owner may execute it: the one bit of a mode that git keeps. */
  readonly executable: boolean;
}

/** A file of an archive. */
export interface ArchiveFile extends ArchiveEntry {
  /** The content. */
  readonly bytes: Uint8Array;
}

/** A file of an archive that is too large to be held in memory. */
export interface ArchiveStream extends ArchiveEntry {
  /** How many bytes it has. */
  readonly size: number;
  /** Its content, to be read before the next file is asked for; the rest is dropped. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** What {@link readTar} and {@link streamTar} read of an archive. */
export interface ReadTarOptions {
  /** The archive's name, for messages. */
  readonly name: string;
  /** Which files to yield; all of them unless said. Others are passed over. */
  readonly wanted?: (name: string) => boolean;
}

/**
 * Yields the files of an uncompressed tar archive in the archive's order, holding
 * one of them in memory at a time.
 *
 * Directories are passed over. Links, devices and names that lead outside are
 * refused even though nothing is unpacked, so that a caller may trust the names.
 *
 * @throws {SyntaxError} If the archive is damaged or cut short, holds anything but
 * files and directories, or names a file twice or outside itself.
 */
export async function* readTar(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  options: ReadTarOptions,
): AsyncGenerator<ArchiveFile, void, void> {
  for await (const { size, chunks, ...entry } of streamTar(stream, options)) {
    yield { ...entry, bytes: await collect(chunks, size) };
  }
}

/**
 * Yields the files of an archive as {@link readTar} does, and holds none of them in
 * memory.
 *
 * @throws {SyntaxError} As {@link readTar} does, also while a file's content is read.
 */
export async function* streamTar(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  { name: archive, wanted }: ReadTarOptions,
): AsyncGenerator<ArchiveStream, void, void> {
  const seen = new Set<string>();
  const entries = stream.pipeThrough(createTarDecoder({ strict: true }))
    .getReader();
  try {
    for await (const { header, body } of read(entries, archive)) {
      const { name, type = "file", mode = 0o644, size } = header;
      const chunks = read(body.getReader(), archive);
      if (type !== "directory" && type !== "pax-global-header") {
        const reason = refuse(name, type) ??
          (seen.has(name) ? "occurs twice: pack it once" : undefined);
        if (reason !== undefined) {
          throw new SyntaxError(
            `Cannot read archive "${archive}": "${name}" ${reason}`,
          );
        }
        seen.add(name);
        if (wanted?.(name) ?? true) {
          yield { name, executable: (mode & 0o100) !== 0, size, chunks };
        }
      }
      // Every body is read to its end, wanted or not: cancelling one whose bytes are
      // all there makes the decoder (0.8.6) drop the next body too, which then never
      // ends.
      for await (const _ of chunks) { /* dropped */ }
    }
  } finally {
    // Of a stream that failed, the failure has been told.
    await entries.cancel().catch(() => {});
  }
}

/**
 * What the decoder yields, of which a reader may leave some and go on later; its
 * errors are made to name the archive and the next step.
 */
function read<T>(
  reader: ReadableStreamDefaultReader<T>,
  archive: string,
): AsyncIterableIterator<T, void, void> {
  return {
    async next() {
      try {
        const { done, value } = await reader.read();
        return done ? { done, value: undefined } : { done, value };
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new SyntaxError(
          `Cannot read archive "${archive}": ${
            reason.replace(/\.$/, "")
          }: supply the whole archive anew`,
          { cause: error },
        );
      }
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function refuse(name: string, type: string): string | undefined {
  if (type !== "file") return `is a ${type}: pack plain files only`;
  const parts = name.split("/");
  const outside = name.includes("\\") ||
    parts.some((part) => part === "" || part === "." || part === "..");
  return outside ? "leads outside the archive: pack relative names" : undefined;
}

async function collect(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of chunks) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytes;
}
