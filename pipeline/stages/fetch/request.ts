import { messageOf } from "./message_of.ts";
import { NetworkError } from "./network_error.ts";
import { refusalOf } from "./refusal.ts";

/** What {@link request} brings: the beginning of an answer. */
export interface Answer {
  /** 200, or 206 where a part was asked for. */
  readonly status: number;
  /** What the server says of it. */
  readonly headers: Headers;
  /** The bytes, as they arrive. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * Asks a server for a file.
 *
 * @param url Where the file is.
 * @param headers What to say beside it.
 * @throws {NetworkError} If the server is out of reach or refuses; the message says
 * what it answered.
 */
export async function request(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, { headers });
  } catch (error) {
    throw new NetworkError(`Cannot reach ${url}: ${messageOf(error)}`, {
      passing: true,
    });
  }
  const { ok, status, body } = response;
  if (ok && body !== null) return { status, headers: response.headers, body };
  throw new NetworkError(
    `Cannot fetch ${url}: the server answered ${await refusalOf(response)}`,
    { passing: status >= 500 },
  );
}
