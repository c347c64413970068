import type { Model } from "../../../models/onnx/graph.ts";
import {
  type SidecarFacts,
  sidecarFacts,
} from "../../stages/networks/sidecar_facts.ts";
import { EnvironmentError } from "../environment_error.ts";

/**
 * Reads what `model.onnx.json` beside a model says, and what the model's own metadata
 * say; where both speak, the file counts.
 *
 * @param path The model's path.
 * @throws {EnvironmentError} If either says something that is not understood.
 */
export async function readSidecar(
  path: string,
  model: Model,
): Promise<SidecarFacts> {
  const name = `${path}.json`;
  const text = await Deno.readTextFile(name).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
  const beside = text === undefined ? undefined : { name, text };
  try {
    return sidecarFacts(model, { name: path, beside });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new EnvironmentError(
      `${error.message}, or remove it and say the same with options`,
      { cause: error },
    );
  }
}
