import { env, InferenceSession, Tensor } from "onnxruntime-web";
import type { DeviceFacts } from "./device_facts.ts";
import { OrtSession } from "./ort_session.ts";
import { runtimeError } from "./runtime_error.ts";
import type { Session } from "./session.ts";
import type { SessionOptions } from "./session_options.ts";
import { takeTurns } from "./take_turns.ts";

/** The number that the runtime was started with, which then stays. */
let started: number | undefined;

/**
 * Opens a model in WebAssembly. Results repeat to the bit for a number of threads.
 *
 * @throws {RangeError} If this process already runs with another number of threads.
 * @throws {Error} If the model is broken, or has an operator that the runtime lacks.
 */
export async function openWasmSession(
  model: Uint8Array,
  options: SessionOptions = {},
): Promise<Session> {
  const { threads = 1, optimise = true, profile = false, assets } = options;
  if (started !== undefined && started !== threads) {
    throw new RangeError(
      `WebAssembly runs with ${started} threads in this process and cannot change to ${threads}: open the model in a process of its own`,
    );
  }
  started = threads;
  env.logLevel = "error";
  env.wasm.numThreads = threads;
  if (assets) env.wasm.wasmPaths = { ...assets };
  const session = await takeTurns(() =>
    InferenceSession.create(model, {
      executionProviders: ["wasm"],
      graphOptimizationLevel: optimise ? "all" : "disabled",
      enableProfiling: profile,
    })
  ).catch((error) => {
    throw runtimeError("load the model on wasm", error);
  });
  const facts: DeviceFacts = {
    provider: "wasm",
    runtime: `onnxruntime-web ${env.versions.web}`,
    threads,
    precision: "float32",
  };
  return new OrtSession({ session, Tensor, facts, profile });
}
