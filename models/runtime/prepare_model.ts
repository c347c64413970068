import type { Model } from "../onnx/graph.ts";
import { webgpuSafe } from "../onnx/webgpu_safe.ts";
import { writeModel } from "../onnx/write_model.ts";
import { checkFinite } from "./check_finite.ts";
import type { Device } from "./device.ts";
import { uniqueNodeNames } from "./unique_node_names.ts";

/** A model as a session takes it. */
export interface PreparedModel {
  /** An ONNX file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Nodes that were replaced by others of the same result. */
  readonly rewritten: readonly string[];
  /** Nodes that WebGPU's runtime leaves to the processor. */
  readonly onCpu: readonly string[];
}

/**
 * Makes a model ready for a device: its weights are finite, its nodes' names
 * differ, and on WebGPU it has nothing that is computed wrongly there.
 *
 * @throws {RangeError} If a weight is not finite, or WebGPU cannot run the model.
 */
export function prepareModel(model: Model, device: Device): PreparedModel {
  checkFinite(model.graph.initializers, "initializer");
  if (device !== "webgpu") {
    return { bytes: bytesOf(model), rewritten: [], onCpu: [] };
  }
  const { model: safe, rewritten, onCpu } = webgpuSafe(model);
  return { bytes: bytesOf(safe), rewritten, onCpu };
}

function bytesOf(model: Model): Uint8Array<ArrayBuffer> {
  return writeModel({ ...model, graph: uniqueNodeNames(model.graph) });
}
