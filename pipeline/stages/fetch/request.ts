import { messageOf } from "../../../data/message_of.ts";
import { askedWait } from "./asked_wait.ts";
import { NetworkError } from "./network_error.ts";
import { refusalOf } from "./refusal.ts";
import { StallWatch } from "./stall_watch.ts";

/** A server that asks for a longer pause than this, in seconds, is left to the user. */
const LONGEST_PAUSE = 30;

/** What {@link request} brings: the beginning of an answer. */
export interface Answer {
  /** 200, or 206 where a part was asked for. */
  readonly status: number;
  /** What the server says of it. */
  readonly headers: Headers;
  /** The bytes, as they arrive; an error ends them if nothing comes for a minute. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * Asks a server for a file.
 *
 * @param url Where the file is.
 * @param headers What to say beside it.
 * @throws {NetworkError} If the server is out of reach, says nothing for a minute, or
 * refuses; the message says what it answered.
 */
export async function request(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const watch = new StallWatch();
  let response: Response;
  try {
    response = await watch.during(
      fetch(url, { headers, signal: watch.signal }),
    );
  } catch (error) {
    throw new NetworkError(`Cannot reach ${url}: ${messageOf(error)}`, {
      passing: true,
    });
  }
  const { ok, status, body } = response;
  if (ok && body !== null) {
    return { status, headers: response.headers, body: watch.over(body) };
  }
  const refusal = await watch.during(refusalOf(response));
  throw new NetworkError(
    `Cannot fetch ${url}: the server answered ${refusal}`,
    prospects(response),
  );
}

/** Whether another try may help after a refusal, and when. */
function prospects(
  { status, headers }: Response,
): { passing: boolean; pause: number } {
  const wait = askedWait(headers);
  const isBusy = status >= 500 || status === 408 || status === 429 ||
    // GitHub says so too when it has been asked too often, and then until when.
    (status === 403 && wait !== undefined);
  const pause = wait?.seconds ?? 0;
  return { passing: isBusy && pause <= LONGEST_PAUSE, pause };
}
