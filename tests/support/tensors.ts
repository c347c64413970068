import { sizeOf, type Tensor } from "../../models/onnx/tensor.ts";

type Float32 = Extract<Tensor, { type: "float32" }>;
type Int64 = Extract<Tensor, { type: "int64" }>;

/** Floats of a shape. */
export function floats(
  dims: readonly number[],
  values: Iterable<number>,
): Float32 {
  return { type: "float32", dims, data: Float32Array.from(values) };
}

/** A list of whole numbers. */
export function ints(...values: number[]): Int64 {
  const data = BigInt64Array.from(values, BigInt);
  return { type: "int64", dims: [values.length], data };
}

/**
 * Floats in -1 … 1 that look random and are the same each time, none of them within
 * 0.001 of zero, where an activation's bend would make a comparison fragile.
 */
export function someFloats(dims: readonly number[], seed = 1): Float32 {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const value = state / 2 ** 31 - 1;
    return Math.abs(value) < 1e-3 ? 0.5 : value;
  };
  return floats(dims, Array.from({ length: sizeOf(dims) }, next));
}
