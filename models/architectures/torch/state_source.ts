import type { Float32, Part, WeightSource } from "../building/weight_source.ts";
import type { StateDict } from "./state_dict.ts";

/** PyTorch's names of vectors. */
const PARTS: Readonly<Record<Part, string>> = {
  bias: "bias",
  gamma: "weight",
  beta: "bias",
  mean: "running_mean",
  variance: "running_var",
};

/**
 * Gives the weights of a state dict, under their names; matrices are transposed.
 *
 * @param state Has all that the network needs: see `checkState`.
 */
export function stateSource(state: StateDict): WeightSource {
  const read = (name: string): Float32 => {
    const tensor = state.read(name);
    if (tensor.type === "float32") return tensor;
    throw new TypeError(
      `Cannot use "${name}" as weights: it is ${tensor.type}: convert it to float32`,
    );
  };
  return {
    kernel: (layer) => {
      const name = `${layer}.weight`;
      return { name, tensor: read(name) };
    },
    matrix: (layer) => {
      const name = `${layer}.weight`;
      return { name, tensor: transposed(read(name)) };
    },
    vector: (layer, { part }) => {
      const name = `${layer}.${PARTS[part]}`;
      return { name, tensor: read(name) };
    },
  };
}

function transposed({ dims: [rows = 0, columns = 0], data }: Float32): Float32 {
  const turned = new Float32Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = data[row * columns + column]!;
    }
  }
  return { type: "float32", dims: [columns, rows], data: turned };
}
