/** When a server that refused will answer. */
export interface AskedWait {
  /** How many seconds from now; 0 if the time has passed. */
  readonly seconds: number;
  /** The same for people, such as `"asks to wait 7 s"`. */
  readonly words: string;
}

/**
 * How long a server asks to wait: by `retry-after`, or by the time at which it counts
 * requests anew if it will hear no more of them (GitHub's `x-ratelimit-reset`).
 *
 * @returns Nothing if it does not say, or not in a form that is known.
 */
export function askedWait(headers: Headers): AskedWait | undefined {
  const asked = retryAfter(headers.get("retry-after") ?? "");
  if (asked !== undefined) {
    return { seconds: asked, words: `asks to wait ${asked} s` };
  }
  if (headers.get("x-ratelimit-remaining") !== "0") return undefined;
  const reset = Number(headers.get("x-ratelimit-reset") ?? NaN) * 1000;
  const time = new Date(reset);
  if (Number.isNaN(time.getTime())) return undefined;
  const words = `answers again after ${
    time.toISOString().replace(".000Z", "Z")
  }`;
  return { seconds: secondsUntil(reset), words };
}

/** Seconds, or a date (RFC 9110, section 10.2.3). */
function retryAfter(value: string): number | undefined {
  if (/^\d+$/.test(value)) return Number(value);
  const time = /GMT$/.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : secondsUntil(time);
}

function secondsUntil(time: number): number {
  return Math.max(0, Math.ceil((time - Date.now()) / 1000));
}
