import type { AdapterFacts } from "./adapter_facts.ts";
import type { Device } from "./device.ts";

/**
 * What computes: plain JSON that tells apart devices whose results may differ in
 * their last bits. It enters the keys of numeric actions.
 */
export interface DeviceFacts {
  /** Where the model runs. */
  readonly provider: Device;
  /** The runtime with its version, such as `"onnxruntime-web 1.30.0"`. */
  readonly runtime: string;
  /** The GPU, or what stands in for one. */
  readonly adapter?: AdapterFacts;
  /** Optional features of the GPU device in use, in code unit order. */
  readonly features?: readonly string[];
  /** The instruction set and system of native code, such as `"x86_64-linux"`. */
  readonly machine?: string;
  /** Threads that share the work; sums may be taken in another order with another number. */
  readonly threads?: number;
  /** What sums and products are rounded to. */
  readonly precision: "float32";
}
