import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Model } from "../../../models/onnx/graph.ts";
import { readModel } from "../../../models/onnx/read_model.ts";
import { validateGraph } from "../../../models/onnx/validate_graph.ts";
import { EnvironmentError } from "../environment_error.ts";

/** A file that a result was made from or with. */
export interface FileDigest {
  /** Its name, without folders. */
  readonly file: string;
  /** Its size. */
  readonly bytes: number;
  /** The digest of its bytes, in hexadecimal. */
  readonly sha256: string;
}

/** A model and the files that it was read from: its own, and those that hold tensors. */
export interface ModelFile {
  /** What is in it. */
  readonly model: Model;
  /** The model's own file first. */
  readonly files: readonly FileDigest[];
}

/**
 * Reads a model and checks its graph.
 *
 * @throws {EnvironmentError} If there is none, or it cannot be used.
 */
export function readModelFile(path: string): ModelFile {
  const files: FileDigest[] = [];
  const read = (location: string, file: string): Uint8Array => {
    const bytes = readFileSync(file);
    files.push(digestOf(location, bytes));
    return bytes;
  };
  try {
    const model = readModel(read(basename(path), path), {
      name: path,
      external: (location) => read(location, join(dirname(path), location)),
    });
    validateGraph(model, { name: path });
    return { model, files };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new EnvironmentError(reasonOf(error, path), { cause: error });
  }
}

/** A file's name and what tells its bytes from others. */
export function digestOf(file: string, bytes: Uint8Array): FileDigest {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { file, bytes: bytes.length, sha256 };
}

/** What the system says of a file it does not give, in words of ours. */
function reasonOf(error: Error, path: string): string {
  const code = "code" in error ? error.code : undefined;
  if (code === "ENOENT") {
    return `There is no model "${path}": name an ONNX file with --model`;
  }
  return code === "EISDIR"
    ? `"${path}" is a folder: name an ONNX file with --model`
    : error.message;
}
