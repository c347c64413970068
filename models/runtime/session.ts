import type { Tensor } from "../onnx/tensor.ts";
import type { DeviceFacts } from "./device_facts.ts";

/** What goes into a run and comes out of it: a tensor of any type that runtimes exchange. */
export type TensorLike = Exclude<Tensor, { type: "string" | "bfloat16" }>;

/** A loaded model on a device. */
export interface Session {
  /** Names of the inputs that a run must be fed. */
  readonly inputs: readonly string[];
  /** Names of the outputs that a run yields. */
  readonly outputs: readonly string[];
  /** What computes here. */
  readonly facts: DeviceFacts;

  /**
   * Runs the model once. A run brings its outputs back to main memory, which is what
   * takes long on a GPU: feed whole batches. Runs wait for each other.
   *
   * @param feeds A tensor for each input, by name.
   * @returns A tensor for each output, by name.
   * @throws {RangeError} If a fed tensor holds NaN or an infinity.
   * @throws {TypeError} If an input is missing, unknown, or of another type.
   */
  run(
    feeds: Readonly<Record<string, TensorLike>>,
  ): Promise<Record<string, TensorLike>>;

  /** Frees the model; no run may follow. */
  close(): Promise<void>;
}
