import * as z from "zod/mini";
import { describeIssues } from "../../../data/schema_error.ts";

/**
 * Reads a JSON artifact and checks it.
 *
 * @throws {SyntaxError} If the file is no JSON.
 * @throws {TypeError} If it does not match the schema; the message names the field.
 */
export async function readJson<T>(
  path: string,
  schema: z.ZodMiniType<T>,
): Promise<T> {
  const text = await Deno.readTextFile(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(
      `Cannot read "${path}" as JSON: rerun the stage that wrote it`,
      {
        cause: error,
      },
    );
  }
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  throw new TypeError(
    `Cannot use "${path}": ${
      describeIssues(result.error.issues)
    }: rerun the stage that wrote it`,
    { cause: result.error },
  );
}
