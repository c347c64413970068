import { EnvironmentError } from "../environment_error.ts";
import { UsageError } from "../usage_error.ts";
import type { SidecarFacts } from "../../stages/networks/sidecar_facts.ts";

/**
 * The names of a model's classes, if they are known: of a file with one a line, or a
 * JSON array of them; else what is said beside the model.
 *
 * @param path The file that the user names, if any.
 * @throws {EnvironmentError} If the file cannot be read.
 * @throws {UsageError} If there is not one name a class.
 */
export async function readLabels(
  path: string | undefined,
  { sidecar: { sidecar, from }, count }: {
    readonly sidecar: SidecarFacts;
    readonly count: number;
  },
): Promise<readonly string[] | undefined> {
  const labels = path === undefined ? sidecar.labels : parsed(
    await Deno.readTextFile(path).catch((error) => {
      throw new EnvironmentError(
        `Cannot read the labels "${path}" (${error.message}): name a file with one label a line`,
      );
    }),
  );
  if (labels !== undefined && labels.length !== count) {
    throw new UsageError(
      `${
        path === undefined ? from : `"${path}"`
      } holds ${labels.length} labels and the model has ${count} classes: supply one a class, in the order of the scores`,
    );
  }
  return labels;
}

function parsed(text: string): string[] {
  if (text.trimStart().startsWith("[")) {
    try {
      const value: unknown = JSON.parse(text);
      if (Array.isArray(value)) return value.map(String);
    } catch {
      // Then it is a list of lines of which the first starts with a bracket.
    }
  }
  return text.replace(/(\r?\n)+$/, "").split(/\r?\n/);
}
