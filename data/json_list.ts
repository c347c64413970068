import { createHash } from "node:crypto";
import { readJsonValue } from "./read_json_value.ts";
import type { Schema } from "./schema.ts";
import { describeIssues } from "./schema_error.ts";

/** A list that was read from a file. */
export interface JsonList<T> {
  /** Its items, checked, in the file's order. */
  readonly items: readonly T[];
  /** The SHA-256 of the file's bytes, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads a JSON array that a stage wrote, and checks each item.
 *
 * @throws {SyntaxError} If the file is no JSON in UTF-8.
 * @throws {TypeError} If it is no array, or an item breaks the schema; the message
 * names the item and the field.
 */
export async function readJsonList<T>(
  path: string,
  schema: Schema<T>,
): Promise<JsonList<T>> {
  const { value, bytes, refusal } = await readJsonValue(path);
  if (!Array.isArray(value)) throw new TypeError(refusal("expected an array"));
  const items = value.map((item: unknown, i) => {
    const result = schema.safeParse(item);
    if (result.success) return result.data;
    const issues = result.error.issues.map((issue) => ({
      ...issue,
      path: [i, ...issue.path],
    }));
    throw new TypeError(refusal(describeIssues(issues)));
  });
  return { items, sha256: createHash("sha256").update(bytes).digest("hex") };
}
