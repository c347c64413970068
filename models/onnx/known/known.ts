import { ELEMENT_ARRAYS, type NumericType } from "../element_arrays.ts";
import { sizeOf, type Tensor } from "../tensor.ts";

/**
 * One element of a small tensor: a bigint where the type is of whole numbers (or
 * bool, as 0 and 1), a number where it is of floats, a text for the extent that a
 * shape names so, and `undefined` where it is not known.
 */
export type Element = bigint | number | string | undefined;

/** A small tensor whose elements are known before the graph runs, if only in part. */
export interface Known {
  /** The type of its elements. */
  readonly type: NumericType;
  /** Its shape; empty for a scalar. */
  readonly dims: readonly number[];
  /** Its elements in row-major order. */
  readonly elements: readonly Element[];
}

/**
 * Elements that such a tensor may have. Shapes and indices have few; weights are not
 * to be computed with here.
 */
export const MAX_KNOWN = 4096;

/** Element types that are computed with. */
const TYPES: ReadonlySet<NumericType> = new Set([
  "float32",
  "float64",
  "int32",
  "int64",
  "bool",
]);

/** Whether elements of a type are computed with. */
export function isKnowable(type: string): type is NumericType {
  return TYPES.has(type as NumericType);
}

/** Whether elements of a type are bigints. */
export function isWhole(type: NumericType): boolean {
  return type !== "float32" && type !== "float64";
}

/** A constant tensor, if it is small and of a type that is computed with. */
export function knownOf(tensor: Tensor): Known | undefined {
  const { type, dims, data } = tensor;
  if (type === "string" || !isKnowable(type) || data.length > MAX_KNOWN) {
    return undefined;
  }
  const whole = isWhole(type);
  const elements: Element[] = [];
  for (const value of data) {
    elements.push(whole ? BigInt(value) : Number(value));
  }
  return { type, dims, elements };
}

/** The tensor, if all its elements are known. */
export function tensorOf({ type, dims, elements }: Known): Tensor | undefined {
  const numbers: (bigint | number)[] = [];
  for (const element of elements) {
    if (typeof element !== "bigint" && typeof element !== "number") {
      return undefined;
    }
    numbers.push(type === "int64" ? element : Number(element));
  }
  const data = new ELEMENT_ARRAYS[type](sizeOf(dims));
  for (let i = 0; i < numbers.length; i++) data[i] = numbers[i]!;
  return { type, dims, data } as Tensor;
}
