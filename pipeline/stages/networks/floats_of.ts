import type { TensorLike } from "../../../models/runtime/session.ts";

/**
 * The values of an output in single precision.
 *
 * @throws {TypeError} If it is of another type.
 */
export function floatsOf(tensor: TensorLike): Float32Array<ArrayBuffer> {
  if (tensor.type === "float32") return tensor.data;
  throw new TypeError(
    `A network gives ${tensor.type} and float32 is wanted: supply a network in single precision`,
  );
}
