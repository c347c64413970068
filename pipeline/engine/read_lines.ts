/** Of an unfinished line, this many UTF-16 units are kept at most. */
const LONGEST = 1 << 16;

/**
 * The lines of a stream of UTF-8. A line ends at a line feed, and before a mark
 * where one is given; of a line that is longer than 65,536 units the rest is lost,
 * so that a stream without line feeds does not fill the memory.
 *
 * @param mark A character that begins a line wherever it stands.
 */
export async function* readLines(
  stream: ReadableStream<Uint8Array>,
  mark?: string,
): AsyncGenerator<string> {
  const end = mark === undefined ? /\n/ : new RegExp(`\n|(?=${mark})`);
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split(end);
    rest = lines.pop()!.slice(0, LONGEST);
    yield* lines.map((line) => line.slice(0, LONGEST));
  }
  if (rest !== "") yield rest;
}
