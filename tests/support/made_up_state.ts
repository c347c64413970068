import type { NetworkPlan } from "../../models/architectures/plan/network_plan.ts";
import type { StateDict } from "../../models/architectures/torch/state_dict.ts";
import { stateEntries } from "../../models/architectures/torch/state_entries.ts";
import { sizeOf, type Tensor } from "../../models/onnx/tensor.ts";

/**
 * A state dict for a plan: weights that look random and keep activations at a like
 * size, scales and variances from 0.5 to 1.5.
 */
export function madeUpState(plan: NetworkPlan): StateDict {
  const entries = stateEntries(plan);
  const seeds = new Map([...entries.keys()].map((name, i) => [name, i + 1]));
  return {
    entries,
    read(name): Tensor {
      const { type, dims } = entries.get(name)!;
      if (type === "int64") return { type, dims, data: BigInt64Array.of(100n) };
      const isVector = dims.length === 1;
      const isScale = isVector && /(weight|running_var)$/.test(name);
      const bound = isVector ? 0.5 : Math.sqrt(3 / sizeOf(dims.slice(1)));
      const data = new Float32Array(sizeOf(dims));
      let state = seeds.get(name)!;
      for (let i = 0; i < data.length; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        data[i] = bound * (state / 2 ** 31 - 1) + (isScale ? 1 : 0);
      }
      return { type, dims, data };
    },
  };
}
