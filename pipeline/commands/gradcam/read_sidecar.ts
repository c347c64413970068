import { describeIssues } from "../../../data/schema_error.ts";
import type { Model } from "../../../models/onnx/graph.ts";
import { EnvironmentError } from "../environment_error.ts";
import type { Sidecar } from "./sidecar.ts";
import { sidecarSchema } from "./sidecar_schema.ts";

/** What is said about a model beside its graph, and where. */
export interface SidecarFacts {
  /** What is said; empty if nothing is. */
  readonly sidecar: Sidecar;
  /** The files or metadata that said something, as messages call them. */
  readonly from: string;
}

/**
 * Reads what a file beside the model says, and what the model's own metadata say;
 * where both speak, the file counts.
 *
 * @param path The model's path.
 * @throws {EnvironmentError} If either says something that is not understood.
 */
export async function readSidecar(
  path: string,
  { metadata }: Model,
): Promise<SidecarFacts> {
  const inside = fromMetadata(metadata, path);
  const file = `${path}.json`;
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return { sidecar: inside, from: "the model's metadata" };
  }
  const beside = checked(parseJson(text, file), `"${file}"`);
  return { sidecar: { ...inside, ...beside }, from: `"${file}"` };
}

function fromMetadata(
  metadata: Model["metadata"],
  path: string,
): Sidecar {
  const place = `the metadata of "${path}"`;
  const size = metadata.get("input.size");
  const labels = metadata.get("output.labels");
  const said = {
    preprocess: metadata.get("input.preprocess"),
    resize: metadata.get("input.resize"),
    size: size?.split("x").map(Number),
    labels: labels === undefined ? undefined : parseJson(labels, place),
  };
  return checked(
    Object.fromEntries(
      Object.entries(said).filter(([, value]) => value !== undefined),
    ),
    place,
  );
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new EnvironmentError(
      `Cannot use ${place}: it is not JSON (${
        (error as Error).message
      }): correct it, or remove it and say the same with options`,
    );
  }
}

function checked(value: unknown, place: string): Sidecar {
  const result = sidecarSchema.safeParse(value);
  if (result.success) return result.data;
  throw new EnvironmentError(
    `Cannot use ${place}: ${
      describeIssues(result.error.issues)
    }: correct it, or remove it and say the same with options`,
  );
}
