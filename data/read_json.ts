import type { Schema } from "./schema.ts";
import { describeIssues } from "./schema_error.ts";

/**
 * Reads a JSON file that a stage wrote, and checks it.
 *
 * @throws {SyntaxError} If it is no JSON in UTF-8.
 * @throws {TypeError} If it breaks the schema; the message names the field.
 */
export async function readJson<T>(
  path: string,
  schema: Schema<T>,
): Promise<T> {
  const bytes = await Deno.readFile(path);
  const refusal = (reason: string): string =>
    `Cannot read "${path}": ${reason}: rerun the stage that wrote it`;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new SyntaxError(refusal("it is not JSON in UTF-8"), { cause: error });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new TypeError(refusal(describeIssues(result.error.issues)));
}
