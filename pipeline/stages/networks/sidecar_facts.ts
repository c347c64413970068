import { describeIssues } from "../../../data/schema_error.ts";
import type { Model } from "../../../models/onnx/graph.ts";
import type { Sidecar } from "./sidecar.ts";
import { sidecarSchema } from "./sidecar_schema.ts";

/** What is said about a model beside its graph, and where. */
export interface SidecarFacts {
  /** What is said; empty if nothing is. */
  readonly sidecar: Sidecar;
  /** The file or metadata that said it, as messages call them. */
  readonly from: string;
}

/** What {@link sidecarFacts} is told beside the model. */
export interface SidecarPlace {
  /** What messages call the model: its path or its name. */
  readonly name: string;
  /** The file beside the model, if there is one. */
  readonly beside?:
    | { readonly name: string; readonly text: string }
    | undefined;
}

/**
 * What a file beside a model says, and what the model's own metadata say; where both
 * speak, the file counts.
 *
 * @throws {SyntaxError} If either is not understood.
 */
export function sidecarFacts(
  { metadata }: Model,
  { name, beside }: SidecarPlace,
): SidecarFacts {
  const inside = fromMetadata(metadata, `the metadata of "${name}"`);
  if (beside === undefined) {
    return { sidecar: inside, from: "the model's metadata" };
  }
  const from = `"${beside.name}"`;
  const said = checked(parseJson(beside.text, from), from);
  return { sidecar: { ...inside, ...said }, from };
}

function fromMetadata(metadata: Model["metadata"], place: string): Sidecar {
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
    throw new SyntaxError(
      `Cannot use ${place}: it is not JSON (${
        (error as Error).message
      }): correct it`,
      { cause: error },
    );
  }
}

function checked(value: unknown, place: string): Sidecar {
  const result = sidecarSchema.safeParse(value);
  if (result.success) return result.data;
  throw new SyntaxError(
    `Cannot use ${place}: ${describeIssues(result.error.issues)}: correct it`,
  );
}
