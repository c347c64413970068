import type { ElementType } from "./element_type.ts";

/** The arrays that tensors keep their elements in, by element type. */
export interface TensorData {
  /** IEEE 754 single precision. */
  readonly float32: Float32Array<ArrayBuffer>;
  /** IEEE 754 double precision. */
  readonly float64: Float64Array<ArrayBuffer>;
  /** -128 to 127. */
  readonly int8: Int8Array<ArrayBuffer>;
  /** 0 to 255. */
  readonly uint8: Uint8Array<ArrayBuffer>;
  /** -2¹⁵ to 2¹⁵ - 1. */
  readonly int16: Int16Array<ArrayBuffer>;
  /** 0 to 2¹⁶ - 1. */
  readonly uint16: Uint16Array<ArrayBuffer>;
  /** -2³¹ to 2³¹ - 1. */
  readonly int32: Int32Array<ArrayBuffer>;
  /** 0 to 2³² - 1. */
  readonly uint32: Uint32Array<ArrayBuffer>;
  /** -2⁶³ to 2⁶³ - 1; the type of shapes and indices. */
  readonly int64: BigInt64Array<ArrayBuffer>;
  /** 0 to 2⁶⁴ - 1. */
  readonly uint64: BigUint64Array<ArrayBuffer>;
  /** 0 or 1 an element. */
  readonly bool: Uint8Array<ArrayBuffer>;
  /** The bit patterns. */
  readonly float16: Uint16Array<ArrayBuffer>;
  /** The bit patterns. */
  readonly bfloat16: Uint16Array<ArrayBuffer>;
  /** Texts. */
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
