import type { ElementType } from "./element_type.ts";

/** The arrays that tensors keep their elements in, by element type. */
export interface TensorData {
  readonly float32: Float32Array<ArrayBuffer>;
  readonly float64: Float64Array<ArrayBuffer>;
  readonly int8: Int8Array<ArrayBuffer>;
  readonly uint8: Uint8Array<ArrayBuffer>;
  readonly int16: Int16Array<ArrayBuffer>;
  readonly uint16: Uint16Array<ArrayBuffer>;
  readonly int32: Int32Array<ArrayBuffer>;
  readonly uint32: Uint32Array<ArrayBuffer>;
  readonly int64: BigInt64Array<ArrayBuffer>;
  readonly uint64: BigUint64Array<ArrayBuffer>;
  /** 0 or 1 an element. */
  readonly bool: Uint8Array<ArrayBuffer>;
  /** The bit patterns. */
  readonly float16: Uint16Array<ArrayBuffer>;
  /** The bit patterns. */
  readonly bfloat16: Uint16Array<ArrayBuffer>;
  readonly string: readonly string[];
}

/** A constant tensor, its elements in row-major order. */
export type Tensor = {
  readonly [T in ElementType]: {
    readonly type: T;
    /** The size of each dimension; empty for a scalar. */
    readonly dims: readonly number[];
    readonly data: TensorData[T];
  };
}[ElementType];

/** The number of elements of a shape; 1 for a scalar. */
export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}
