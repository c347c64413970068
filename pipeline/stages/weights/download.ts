import { arriving } from "../fetch/arriving.ts";
import { NetworkError } from "../fetch/network_error.ts";
import { type Answer, request } from "../fetch/request.ts";
import type { BlobWriter } from "./blob_writer.ts";

/** What {@link download} is given. */
export interface DownloadOptions {
  /** Takes the bytes, and knows how many there are. */
  readonly writer: BlobWriter;
  /** How many there should be. */
  readonly size: number;
  /** Told when some have arrived. */
  readonly onBytes: () => void;
}

/**
 * Fetches what is lacking of a file: all of it, or what comes after a connection broke.
 *
 * @throws {NetworkError} If it does not arrive, or not to its end.
 * @throws {RangeError} If more arrives than there should be.
 */
export async function download(
  url: string,
  { writer, size, onBytes }: DownloadOptions,
): Promise<void> {
  const from = writer.done;
  // A connection may break after the last byte, when there is nothing more to ask for.
  if (from === size) return;
  const answer = await request(url, {
    // Else a part of the file could be a part of a compressed one.
    "accept-encoding": "identity",
    ...(from > 0 && { range: `bytes=${from}-` }),
  });
  const beginning = beginningOf(answer);
  if (beginning !== from) {
    // A server need not know of ranges.
    writer.restart();
    if (beginning !== 0) {
      await answer.body.cancel();
      throw new NetworkError(
        `${url} was asked for bytes from ${from} on, and gave others`,
        { passing: true },
      );
    }
  }
  for await (const bytes of arriving(answer, url)) {
    writer.write(bytes);
    onBytes();
  }
  if (writer.done < size && !writer.isPointer) {
    throw new NetworkError(
      `The connection to ${url} ended after ${writer.done} of ${size} bytes`,
      { passing: true },
    );
  }
}

/** Which byte of the file is the first of an answer. */
function beginningOf({ status, headers }: Answer): number {
  if (status !== 206) return 0;
  const [, first] = /^bytes (\d+)-/.exec(headers.get("content-range") ?? "") ??
    [];
  return Number(first ?? NaN);
}
