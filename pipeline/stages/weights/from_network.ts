import type { StageIO } from "../../engine/stage.ts";
import { arriving } from "../fetch/arriving.ts";
import { NetworkError } from "../fetch/network_error.ts";
import { notPinned } from "../fetch/not_pinned.ts";
import { request } from "../fetch/request.ts";
import { tryAgain } from "../fetch/try_again.ts";
import { WEIGHTS_EXTENSION, type WeightsParams } from "../weights.ts";
import { assignFiles } from "./assign_files.ts";
import { BlobWriter } from "./blob_writer.ts";
import { download } from "./download.ts";
import { pointerRefused } from "./pointer_refused.ts";
import { type ListedFile, readListing } from "./read_listing.ts";
import { unavailable } from "./unavailable.ts";

/** A longer listing than this, in bytes, is not GitHub's. */
const LISTING_BYTES = 1 << 23;

/**
 * Fetches weights from the network, file after file.
 *
 * @returns Where each file is, by its path in the folder; all of them are verified.
 * @throws {UnavailableError} If they are out of reach.
 * @throws {Error} If the listing or a file is not the pinned one.
 */
export async function fromNetwork(
  io: StageIO<WeightsParams>,
): Promise<Map<string, string>> {
  const { params } = io;
  try {
    const text = await tryAgain(() => fetchListing(params.listing), io);
    const files = readListing(text, params).filter(({ path }) =>
      path.endsWith(WEIGHTS_EXTENSION)
    );
    // Before hundreds of megabytes are on their way.
    assignFiles(files.map(({ path }) => path), params);
    return await fetchFiles(io, files);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw unavailable(params, {
      reason: error.message,
      next: "check the network",
    });
  }
}

async function fetchListing(url: string): Promise<string> {
  const answer = await request(url, { accept: "application/vnd.github+json" });
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of arriving(answer, url)) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > LISTING_BYTES) {
      throw new NetworkError(
        `${url} gives more than ${LISTING_BYTES} bytes, and no listing`,
        { passing: false },
      );
    }
  }
  return text + decoder.decode();
}

async function fetchFiles(
  io: StageIO<WeightsParams>,
  files: readonly ListedFile[],
): Promise<Map<string, string>> {
  const { params } = io;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const fetched = new Map<string, string>();
  let before = 0;
  for (const { path: name, id, size } of files) {
    const url = params.files +
      name.split("/").map(encodeURIComponent).join("/");
    const path = io.scratch(`weights-${fetched.size}`);
    using writer = new BlobWriter({ name, size, path });
    const onBytes = (): void =>
      io.progress(before + writer.done, { total, unit: "bytes" });
    await tryAgain(() => download(url, { writer, size, onBytes }), {
      log: io.log,
      arrived: () => writer.done,
    });
    const place = `from ${url}`;
    if (writer.isPointer) throw pointerRefused(params, { name, place });
    const got = writer.id();
    if (got !== id) {
      throw notPinned({ path: name, kind: "blob", id }, { id: got, place });
    }
    fetched.set(name, path);
    before += size;
  }
  return fetched;
}
