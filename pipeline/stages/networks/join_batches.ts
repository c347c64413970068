import type { TensorLike } from "../../../models/runtime/session.ts";
import { floatsOf } from "./floats_of.ts";
import type { BatchOutputs } from "./run_batches.ts";

/**
 * The outputs of consecutive batches as if they had been one.
 *
 * @throws {TypeError} If an output is not float32.
 */
export function joinBatches(
  batches: readonly BatchOutputs[],
): Record<string, TensorLike> {
  const names = Object.keys(batches[0]?.outputs ?? {});
  return Object.fromEntries(names.map((name) => {
    const parts = batches.map(({ outputs }) => outputs[name]!);
    const count = batches.reduce((sum, batch) => sum + batch.count, 0);
    const dims = [count, ...parts[0]!.dims.slice(1)];
    const data = new Float32Array(dims.reduce((size, x) => size * x, 1));
    let at = 0;
    for (const part of parts) {
      data.set(floatsOf(part), at);
      at += part.data.length;
    }
    return [name, { type: "float32", dims, data }];
  }));
}
