import { createReadStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { readTar } from "../../data/archive/read_tar.ts";
import { UnavailableError } from "../engine/errors.ts";
import type { StageIO } from "../engine/stage.ts";
import { type FetchParams, MIRROR } from "./fetch.ts";
import { PinnedFolders } from "./fetch/pinned_folders.ts";

/** A connection that breaks is tried again after these pauses, in seconds. */
const PAUSES = [0.5, 2];

/** How much of an archive is read at a time, in bytes. */
const BLOCK = 1 << 18;

/** The bytes of a gzipped archive, as they arrive. */
interface Archive {
  readonly bytes: Readable;
  /** How many there will be, if known. */
  readonly total?: number;
}

/** The connection broke, or could not be made: worth another try. */
class ConnectionError extends Error {
  override readonly name = "ConnectionError";
}

/**
 * Fetches the pinned paths of a release; see `fetchStage`.
 *
 * @throws {UnavailableError} If the archive is in neither the mirror nor reach.
 * @throws {SyntaxError} If the archive is damaged.
 * @throws {Error} If a path is absent from it, or its bytes are not the pinned ones.
 */
export async function run(io: StageIO<FetchParams>): Promise<void> {
  const mirror = io.optionalInput(MIRROR);
  if (mirror !== undefined) {
    return await take(io, await openMirror(io, mirror));
  }
  for (const pause of [...PAUSES, undefined]) {
    try {
      // An archive that a server packs on request cannot be resumed: a broken
      // one is fetched from its start.
      return await take(io, await openNetwork(io));
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      if (pause === undefined) throw unavailable(io, error.message);
      io.log(`${error.message}: trying again in ${pause} s`);
      await new Promise((resolve) => setTimeout(resolve, pause * 1000));
    }
  }
}

async function openMirror(
  io: StageIO<FetchParams>,
  mirror: string,
): Promise<Archive> {
  const { archive, url } = io.params;
  const path = `${mirror}/${archive}`;
  try {
    const { size } = await Deno.stat(path);
    return {
      bytes: createReadStream(path, { highWaterMark: BLOCK }),
      total: size,
    };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UnavailableError(
      io.params.release,
      `The mirror folder holds no "${archive}": download ${url} to it under that name, or run without --mirror to fetch it`,
    );
  }
}

async function openNetwork(io: StageIO<FetchParams>): Promise<Archive> {
  const { url } = io.params;
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new ConnectionError(`Cannot reach ${url}: ${messageOf(error)}`);
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    const message =
      `Cannot fetch ${url}: the server answered ${response.status} ${response.statusText}`;
    if (response.status >= 500) throw new ConnectionError(message);
    throw unavailable(io, message);
  }
  const length = response.headers.get("content-length");
  return {
    bytes: Readable.fromWeb(
      response.body as unknown as Parameters<typeof Readable.fromWeb>[0],
    ),
    ...(length === null ? {} : { total: Number(length) }),
  };
}

/** Unpacks an archive as it arrives, verifies it, and writes the outputs. */
async function take(
  io: StageIO<FetchParams>,
  { bytes, total }: Archive,
): Promise<void> {
  const { archive, paths } = io.params;
  let done = 0;
  let broken: unknown;
  bytes.on("error", (error) => broken = error);
  const meter = new Transform({
    transform(chunk, _, pass): void {
      done += chunk.length;
      io.progress(done, {
        ...(total === undefined ? {} : { total }),
        unit: "bytes",
      });
      pass(null, chunk);
    },
  });
  const gunzip = createGunzip({ chunkSize: BLOCK });
  const piped = pipeline(bytes, meter, gunzip);
  // Its failure destroys the stream that is read below, which then tells of it.
  piped.catch(() => {});
  using folders = new PinnedFolders(io.scratch("contents"), paths);
  try {
    const stream = Readable.toWeb(gunzip) as ReadableStream<
      Uint8Array<ArrayBuffer>
    >;
    // Archives have one top folder, which is no part of the release.
    const belowTop = (name: string): string =>
      name.slice(name.indexOf("/") + 1);
    const options = {
      name: archive,
      wanted: (name: string): boolean => folders.pins(belowTop(name)),
    };
    for await (const file of readTar(stream, options)) {
      folders.add({ ...file, name: belowTop(file.name) });
    }
    await piped;
  } catch (error) {
    bytes.destroy();
    if (broken === undefined) throw error;
    throw new ConnectionError(
      `The connection to ${io.params.url} broke after ${done} bytes: ${
        messageOf(broken)
      }`,
    );
  }
  folders.verify(archive);
  for (const { path } of paths) folders.write(path, io.output(path));
}

function unavailable(
  { params }: StageIO<FetchParams>,
  reason: string,
): UnavailableError {
  return new UnavailableError(
    params.release,
    `${reason}: check the network, or put "${params.archive}" into a folder and name it with --mirror DIR`,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
