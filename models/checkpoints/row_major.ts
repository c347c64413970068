import { sizeOf } from "../onnx/tensor.ts";

/** Which numbers of a storage a tensor has. */
export interface View {
  /** The first of them. */
  readonly offset: number;
  /** The size of each dimension. */
  readonly dims: readonly number[];
  /** How many numbers apart neighbours along each dimension are. */
  readonly strides: readonly number[];
}

/**
 * A copy of a view of numbers, in row-major order.
 *
 * @param storage Has every number that the view needs.
 */
export function rowMajor<Numbers extends Float32Array | BigInt64Array>(
  storage: Numbers,
  view: View,
): Numbers;
export function rowMajor(
  storage: Float32Array | BigInt64Array,
  { offset, dims, strides }: View,
): Float32Array | BigInt64Array {
  const size = sizeOf(dims);
  if (isRowMajor(dims, strides)) return storage.slice(offset, offset + size);
  // As many numbers of the same kind; no view has more than its storage.
  const copy = storage.slice(0, size);
  const index = dims.map(() => 0);
  let place = offset;
  for (let i = 0; i < size; i++) {
    copy[i] = storage[place]!;
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      place += strides[axis]!;
      if (++index[axis]! < dims[axis]!) break;
      place -= strides[axis]! * dims[axis]!;
      index[axis] = 0;
    }
  }
  return copy;
}

/** Whether the numbers are in order already; a dimension of one has no neighbours. */
function isRowMajor(
  dims: readonly number[],
  strides: readonly number[],
): boolean {
  let apart = 1;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    if (dims[axis] !== 1 && strides[axis] !== apart) return false;
    apart *= dims[axis]!;
  }
  return true;
}
