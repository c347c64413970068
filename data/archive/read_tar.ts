import { createTarDecoder, type TarHeader } from "modern-tar";

/** A file of an archive. */
export interface ArchiveFile {
  /** The path inside the archive: relative, and without `.` or `..`. */
  readonly name: string;
  /** Whether its owner may execute it: the one bit of a mode that git keeps. */
  readonly executable: boolean;
  /** The content. */
  readonly bytes: Uint8Array;
}

/** What {@link readTar} reads of an archive. */
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
  const seen = new Set<string>();
  for await (const { header, bytes } of entries(stream, options)) {
    const { name, type = "file", mode = 0o644 } = header;
    if (type === "directory" || type === "pax-global-header") continue;
    const reason = refuse(name, type) ??
      (seen.has(name) ? "occurs twice: pack it once" : undefined);
    if (reason !== undefined) {
      throw new SyntaxError(
        `Cannot read archive "${options.name}": "${name}" ${reason}`,
      );
    }
    seen.add(name);
    if (bytes !== undefined) {
      yield { name, executable: (mode & 0o100) !== 0, bytes };
    }
  }
}

/**
 * The decoder's entries, its errors made to name the archive and the next step.
 *
 * Every body is read to its end, wanted or not: cancelling one whose bytes are all
 * there makes the decoder (0.8.6) drop the next body too, which then never ends.
 */
async function* entries(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  { name: archive, wanted }: ReadTarOptions,
): AsyncGenerator<
  { header: TarHeader; bytes: Uint8Array | undefined },
  void,
  void
> {
  const decoder = createTarDecoder({ strict: true });
  try {
    for await (const { header, body } of stream.pipeThrough(decoder)) {
      if (wanted?.(header.name) ?? true) {
        yield { header, bytes: await collect(body, header.size) };
      } else {
        for await (const _ of body) { /* dropped */ }
        yield { header, bytes: undefined };
      }
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SyntaxError(
      `Cannot read archive "${archive}": ${
        reason.replace(/\.$/, "")
      }: supply the whole archive anew`,
      { cause: error },
    );
  }
}

function refuse(name: string, type: string): string | undefined {
  if (type !== "file") return `is a ${type}: pack plain files only`;
  const parts = name.split("/");
  const outside = name.includes("\\") ||
    parts.some((part) => part === "" || part === "." || part === "..");
  return outside ? "leads outside the archive: pack relative names" : undefined;
}

async function collect(
  body: ReadableStream<Uint8Array>,
  size: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of body) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return bytes;
}
