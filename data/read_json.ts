import { readJsonValue } from "./read_json_value.ts";
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
  const { value, refusal } = await readJsonValue(path);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new TypeError(refusal(describeIssues(result.error.issues)));
}
