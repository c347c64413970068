import { ELEMENT_ARRAYS } from "../element_arrays.ts";
import type { Tensor } from "../tensor.ts";

/**
 * A tensor made of another's rows, that is, parts along its first axis.
 *
 * @param rows Places along that axis, counted from 0, any number of times each.
 * @throws {TypeError} If the tensor is of texts.
 */
export function rowsOf(tensor: Tensor, rows: readonly number[]): Tensor {
  const { type, dims, data } = tensor;
  if (type === "string") throw new TypeError("Weights are numbers");
  const size = data.length / dims[0]!;
  // One kind of array for both: which, the type says.
  const source = data as Float32Array;
  const target = new ELEMENT_ARRAYS[type](rows.length * size) as Float32Array;
  rows.forEach((row, k) =>
    target.set(source.subarray(row * size, (row + 1) * size), k * size)
  );
  return {
    type,
    dims: [rows.length, ...dims.slice(1)],
    data: target,
  } as Tensor;
}
