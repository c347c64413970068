import { quoted } from "../onnx/quoted.ts";
import type { Tensor } from "../onnx/tensor.ts";

/** Where tensors come from, as messages call it. */
export type TensorOrigin = "input" | "initializer";

/** What to do about a tensor that is not finite. */
const NEXT_STEP: Readonly<Record<TensorOrigin, string>> = {
  input: "check the preprocessing of this image or array",
  initializer:
    "check the file that the model was exported from; where an infinity stands for a bound, use the largest float32 instead",
};

/**
 * Checks that tensors hold neither NaN nor an infinity. A device need not pass them
 * on: WebGPU's Relu turns NaN into 0, and what comes out looks like a result.
 *
 * @param tensors Tensors with their names; those of whole numbers are finite.
 * @throws {RangeError} If one does, with its name, the place and the number of such values.
 */
export function checkFinite(
  tensors: Iterable<readonly [name: string, tensor: Tensor]>,
  origin: TensorOrigin,
): void {
  for (const [name, tensor] of tensors) {
    const isFinite = finiteTest(tensor);
    if (isFinite === undefined) continue;
    const { length } = tensor.data;
    let count = 0;
    let first = -1;
    for (let i = 0; i < length; i++) {
      if (isFinite(i)) continue;
      if (count++ === 0) first = i;
    }
    if (count === 0) continue;
    throw new RangeError(
      `The ${origin} ${quoted(name)} holds ${valueAt(tensor, first)} at [${
        placeOf(first, tensor.dims).join(", ")
      }] (${count} of ${
        length === 1 ? "1 value is" : `${length} values are`
      } not finite): ${NEXT_STEP[origin]}`,
    );
  }
}

/** Tells of an element whether it is finite; `undefined` where all are. */
function finiteTest(tensor: Tensor): ((index: number) => boolean) | undefined {
  switch (tensor.type) {
    case "float32":
    case "float64": {
      const { data } = tensor;
      return (index) => Number.isFinite(data[index]);
    }
    case "float16":
      return exponentTest(tensor.data, 0x7c00);
    case "bfloat16":
      return exponentTest(tensor.data, 0x7f80);
    default:
      return undefined;
  }
}

/** An exponent of ones means an infinity or NaN. */
function exponentTest(
  bits: Uint16Array,
  exponent: number,
): (index: number) => boolean {
  return (index) => (bits[index]! & exponent) !== exponent;
}

function valueAt(tensor: Tensor, index: number): string {
  const value = tensor.data[index];
  switch (tensor.type) {
    case "float16":
      return nameOf(Number(value), 0x03ff);
    case "bfloat16":
      return nameOf(Number(value), 0x007f);
    default:
      return String(value);
  }
}

function nameOf(bits: number, fraction: number): string {
  if ((bits & fraction) !== 0) return "NaN";
  return bits & 0x8000 ? "-Infinity" : "Infinity";
}

function placeOf(index: number, dims: readonly number[]): number[] {
  const place: number[] = [];
  for (const dim of dims.toReversed()) {
    place.unshift(index % dim);
    index = Math.floor(index / dim);
  }
  return place;
}
