import { quoted } from "../onnx/quoted.ts";
import type { TensorLike } from "./session.ts";

/** How far an output is from the same output of another device. */
export interface Disagreement {
  /** The output's name. */
  readonly output: string;
  /** ‖actual − expected‖ / ‖expected‖ over all elements, in L2. */
  readonly error: number;
  /** The largest error that is allowed; 0 for whole numbers. */
  readonly tolerance: number;
}

/** What {@link checkParity} allows. */
export interface ParityOptions {
  /** The largest relative error, such as `1e-4`. */
  readonly tolerance: number;
  /** The device that is checked, as messages call it. */
  readonly device?: string;
}

const FLOATS: ReadonlySet<string> = new Set(["float32", "float64"]);

/** Outputs of a run by name. */
export type Outputs = Readonly<Record<string, TensorLike>>;

/**
 * Compares the outputs of a device with those of another that is trusted: WebGPU with
 * WebAssembly, say. Outputs other than float32 and float64 must be equal.
 *
 * @returns The error of each output, in order of the expected ones.
 * @throws {RangeError} If an output disagrees beyond the tolerance, has NaN or an
 * infinity, is missing, or is zero throughout where another result is right: what a
 * broken device yields.
 */
export function checkParity(
  [expected, actual]: readonly [expected: Outputs, actual: Outputs],
  { tolerance, device = "webgpu" }: ParityOptions,
): Disagreement[] {
  const fail = (output: string, what: string): never => {
    throw new RangeError(
      `The output ${
        quoted(output)
      } of ${device} ${what}: run with --device wasm`,
    );
  };
  return Object.entries(expected).map(([output, reference]) => {
    const tensor = actual[output];
    if (tensor === undefined) return fail(output, "is missing");
    if (tensor.dims.join() !== reference.dims.join()) {
      return fail(
        output,
        `has the shape [${tensor.dims}] where [${reference.dims}] is right`,
      );
    }
    const error = relativeError(reference, tensor);
    if (Number.isNaN(error)) return fail(output, "is not finite");
    if (isZero(tensor) && !isZero(reference)) {
      return fail(output, "is zero throughout");
    }
    const allowed = FLOATS.has(reference.type) ? tolerance : 0;
    if (error > allowed) {
      return fail(
        output,
        `disagrees by ${error.toPrecision(2)}, more than ${allowed}`,
      );
    }
    return { output, error, tolerance: allowed };
  });
}

function isZero({ data }: TensorLike): boolean {
  return data.every((value) => Number(value) === 0);
}

function relativeError(expected: TensorLike, actual: TensorLike): number {
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < expected.data.length; i++) {
    const value = Number(expected.data[i]);
    difference += (Number(actual.data[i]) - value) ** 2;
    norm += value ** 2;
  }
  if (difference === 0) return 0;
  return norm === 0 ? Infinity : Math.sqrt(difference / norm);
}
