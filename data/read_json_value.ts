/** A JSON file as it is, not yet checked. */
export interface JsonFile {
  /** What it holds. */
  readonly value: unknown;
  /** Its bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The message of an error that refuses it. */
  readonly refusal: (reason: string) => string;
}

/**
 * Reads a JSON file that a stage wrote.
 *
 * @throws {SyntaxError} If it is no JSON in UTF-8.
 */
export async function readJsonValue(path: string): Promise<JsonFile> {
  const bytes = await Deno.readFile(path);
  const refusal = (reason: string): string =>
    `Cannot read "${path}": ${reason}: rerun the stage that wrote it`;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { value: JSON.parse(text), bytes, refusal };
  } catch (error) {
    throw new SyntaxError(refusal("it is not JSON in UTF-8"), { cause: error });
  }
}
