import { askedWait } from "./asked_wait.ts";

/** Of what a server says, this many bytes are read … */
const BYTES = 4096;

/** … and this many UTF-16 units told. */
const TOLD = 200;

/**
 * Says how a server refused a request: the status, its own words where they are the
 * `message` of a JSON object, as GitHub's are, and when it will answer again.
 *
 * @param response The answer, of which nothing has been read; it is read up.
 */
export async function refusalOf(response: Response): Promise<string> {
  const { status, statusText, headers } = response;
  const words = wordsOf(await beginningOf(response));
  const wait = askedWait(headers);
  return `${status} ${statusText}`.trim() +
    (words === undefined ? "" : ` (${JSON.stringify(words)})`) +
    (wait === undefined ? "" : `, and ${wait.words}`);
}

async function beginningOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let read = 0;
  try {
    for await (const chunk of body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      read += chunk.length;
      if (read >= BYTES) break;
    }
  } catch {
    // The status says enough.
  }
  return text;
}

function wordsOf(text: string): string | undefined {
  try {
    const { message } = JSON.parse(text);
    if (typeof message !== "string") return undefined;
    return message.length > TOLD ? `${message.slice(0, TOLD)}…` : message;
  } catch {
    return undefined;
  }
}
