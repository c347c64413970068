import { messageOf } from "../../../data/message_of.ts";
import { NetworkError } from "./network_error.ts";
import type { Answer } from "./request.ts";

/**
 * The bytes of an answer as they arrive; the rest is given up when its reader stops.
 *
 * @param url Where they come from, for messages.
 * @throws {NetworkError} If the connection breaks, or brings nothing for too long.
 */
export async function* arriving(
  { body }: Answer,
  url: string,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader();
  try {
    for (let done = 0;;) {
      const result = await reader.read().catch((error) => {
        throw new NetworkError(
          `The connection to ${url} broke after ${done} bytes: ${
            messageOf(error)
          }`,
          { passing: true },
        );
      });
      if (result.done) return;
      done += result.value.length;
      yield result.value;
    }
  } finally {
    // Of a connection that broke, that has been told.
    await reader.cancel().catch(() => {});
  }
}
