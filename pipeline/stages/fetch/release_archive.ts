import { createReadStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import {
  type ArchiveStream,
  streamTar,
} from "../../../data/archive/read_tar.ts";

/** How much of an archive is read at a time, in bytes. */
const BLOCK = 1 << 18;

/** A release as one file: a gzipped tar with one top folder. */
export interface ReleaseArchive {
  /** Its bytes, as they arrive. */
  readonly bytes: Readable;
  /** How many there will be, if known. */
  readonly total?: number;
}

/** An archive in a folder; nothing if it is not there. */
export async function openArchive(
  path: string,
): Promise<Required<ReleaseArchive> | undefined> {
  try {
    const { size } = await Deno.stat(path);
    return {
      bytes: createReadStream(path, { highWaterMark: BLOCK }),
      total: size,
    };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** How {@link filesOf} reads an archive. */
export interface FilesOfOptions {
  /** The archive's name, for messages. */
  readonly name: string;
  /** Which files to yield. */
  readonly wanted: (path: string) => boolean;
  /** Told how many of the archive's bytes have been read. */
  readonly onBytes: (done: number) => void;
}

/**
 * Unpacks an archive as it arrives, and yields files of it; their names are paths below
 * the archive's top folder, which is no part of the release.
 *
 * @throws {SyntaxError} If the archive is damaged or cut short.
 */
export async function* filesOf(
  { bytes }: ReleaseArchive,
  { name, wanted, onBytes }: FilesOfOptions,
): AsyncGenerator<ArchiveStream, void, void> {
  let done = 0;
  const meter = new Transform({
    transform(chunk, _, pass): void {
      onBytes(done += chunk.length);
      pass(null, chunk);
    },
  });
  const gunzip = createGunzip({ chunkSize: BLOCK });
  const piped = pipeline(bytes, meter, gunzip);
  // Its failure destroys the stream that is read below, which then tells of it.
  piped.catch(() => {});
  const belowTop = (path: string): string => path.slice(path.indexOf("/") + 1);
  const stream = Readable.toWeb(gunzip) as ReadableStream<
    Uint8Array<ArrayBuffer>
  >;
  try {
    const files = streamTar(stream, {
      name,
      wanted: (path) => wanted(belowTop(path)),
    });
    for await (const file of files) {
      yield { ...file, name: belowTop(file.name) };
    }
    await piped;
  } finally {
    bytes.destroy();
  }
}
