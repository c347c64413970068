import type { Device } from "../../../models/runtime/device.ts";
import { quoted } from "../../../models/onnx/quoted.ts";
import { UsageError } from "../usage_error.ts";
import type { NetworkInput } from "../../stages/networks/network_input.ts";

/** Images a run on WebGPU, where each run brings its results back to main memory. */
const ON_WEBGPU = 8;

/** How many samples go into a run. */
export interface BatchSize {
  /** At least 1. */
  readonly size: number;
  /** Whether the model takes this number only. */
  readonly fixed: boolean;
}

/**
 * Chooses how many samples go into a run: WebAssembly and processors gain nothing
 * from more than one.
 *
 * @param wanted What the user asks for, if anything.
 * @throws {UsageError} If the model takes another number only.
 */
export function batchSize(
  wanted: number | undefined,
  { input, device }: { readonly input: NetworkInput; readonly device: Device },
): BatchSize {
  const [fixed] = input.dims;
  if (fixed === undefined) {
    return {
      size: wanted ?? (device === "webgpu" ? ON_WEBGPU : 1),
      fixed: false,
    };
  }
  if (wanted !== undefined && wanted !== fixed) {
    throw new UsageError(
      `The model's input ${
        quoted(input.name)
      } takes ${fixed} at a time: leave --batch out, or export the model with an open batch`,
    );
  }
  return { size: fixed, fixed: true };
}
