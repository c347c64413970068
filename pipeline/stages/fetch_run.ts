import { Readable } from "node:stream";
import { messageOf } from "../../data/message_of.ts";
import { UnavailableError } from "../engine/errors.ts";
import type { StageIO } from "../engine/stage.ts";
import { type FetchParams, MIRROR } from "./fetch.ts";
import { NetworkError } from "./fetch/network_error.ts";
import { PinnedFolders } from "./fetch/pinned_folders.ts";
import {
  filesOf,
  openArchive,
  type ReleaseArchive,
} from "./fetch/release_archive.ts";
import { request } from "./fetch/request.ts";
import { tryAgain } from "./fetch/try_again.ts";

/**
 * Fetches the pinned paths of a release; see `fetchStage`.
 *
 * @throws {UnavailableError} If the archive is in neither the mirror nor reach.
 * @throws {SyntaxError} If the archive is damaged.
 * @throws {Error} If a path is absent from it, or its bytes are not the pinned ones.
 */
export async function run(io: StageIO<FetchParams>): Promise<void> {
  const { release, archive, url } = io.params;
  const mirror = io.optionalInput(MIRROR);
  if (mirror !== undefined) {
    const found = await openArchive(`${mirror}/${archive}`);
    if (found !== undefined) return await take(io, found);
    throw new UnavailableError(
      release,
      `The mirror folder holds no "${archive}": download ${url} to it under that name, or run without --mirror to fetch it`,
    );
  }
  try {
    // An archive that a server packs on request cannot be resumed: a broken one is
    // fetched from its start.
    await tryAgain(async () => await take(io, await openNetwork(url)), io);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw new UnavailableError(
      release,
      `${error.message}: check the network, or put "${archive}" into a folder and name it with --mirror DIR`,
    );
  }
}

async function openNetwork(url: string): Promise<ReleaseArchive> {
  const { headers, body } = await request(url);
  const length = headers.get("content-length");
  return {
    bytes: Readable.fromWeb(
      body as unknown as Parameters<typeof Readable.fromWeb>[0],
    ),
    ...(length === null ? {} : { total: Number(length) }),
  };
}

/** Unpacks an archive as it arrives, verifies it, and writes the outputs. */
async function take(
  io: StageIO<FetchParams>,
  release: ReleaseArchive,
): Promise<void> {
  const { archive, paths, url } = io.params;
  const { bytes, total } = release;
  let done = 0;
  let broken: unknown;
  bytes.on("error", (error) => broken = error);
  using folders = new PinnedFolders(io.scratch("contents"), paths);
  try {
    const files = filesOf(release, {
      name: archive,
      wanted: (path) => folders.pins(path),
      onBytes: (count) => {
        done = count;
        io.progress(done, {
          ...(total !== undefined && { total }),
          unit: "bytes",
        });
      },
    });
    for await (const file of files) await folders.add(file);
  } catch (error) {
    if (broken === undefined) throw error;
    throw new NetworkError(
      `The connection to ${url} broke after ${done} bytes: ${
        messageOf(broken)
      }`,
      { passing: true },
    );
  }
  folders.verify(archive);
  for (const { path } of paths) folders.write(path, io.output(path));
}
