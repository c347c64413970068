import type { ElementType } from "./element_type.ts";

/** Element types whose elements are numbers, or bit patterns of such. */
export type NumericType = Exclude<ElementType, "string">;

/** The kind of array that keeps elements of each numeric type. */
export const ELEMENT_ARRAYS = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
} as const;
