import { describeIssues } from "../../data/schema_error.ts";
import type { Sources } from "../studies/sources.ts";
import { UsageError } from "./usage_error.ts";

const BUILT_IN = new URL("../../data/sources.json", import.meta.url);

/**
 * Reads the releases that the studies fetch.
 *
 * @param path A file that replaces the project's own, if the user names one.
 * @throws {UsageError} If that file is absent, or is not what it should be.
 */
export async function readSources(path?: string): Promise<Sources> {
  if (path === undefined) {
    return JSON.parse(await Deno.readTextFile(BUILT_IN));
  }
  // Loaded for a file of the user's only, as it costs start-up time.
  const { sourcesSchema } = await import("./sources_schema.ts");
  try {
    const text = await Deno.readTextFile(path);
    const parsed = sourcesSchema.safeParse(JSON.parse(text));
    if (parsed.success) return parsed.data;
    throw new TypeError(describeIssues(parsed.error.issues));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `Cannot use the sources "${path}": ${reason}: start from a copy of data/sources.json`,
    );
  }
}
