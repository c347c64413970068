import { env, InferenceSession, Tensor } from "onnxruntime-web/webgpu";
import { adapterFacts, type AdapterInfo } from "./adapter_facts.ts";
import type { DeviceFacts } from "./device_facts.ts";
import { OrtSession } from "./ort_session.ts";
import { runtimeError } from "./runtime_error.ts";
import type { Session } from "./session.ts";
import type { SessionOptions } from "./session_options.ts";
import { takeTurns } from "./take_turns.ts";

/** The members of `GPUDevice` that {@link openWebgpuSession} reads. */
interface GpuDevice {
  readonly adapterInfo: AdapterInfo;
  readonly features: ReadonlySet<string>;
}

/**
 * Opens a model on WebGPU. The model must have passed `webgpuSafe`: what this runtime
 * gets wrong there, it gets wrong silently.
 *
 * The process grows by some 0.7 MB a run, which nothing but its end gives back:
 * for many runs use `openChildSession`. It cannot live in a worker.
 *
 * @throws {Error} If there is no adapter, or the model does not load.
 */
export async function openWebgpuSession(
  model: Uint8Array,
  options: Omit<SessionOptions, "threads"> = {},
): Promise<Session> {
  const { optimise = true, profile = false, assets } = options;
  env.logLevel = "error";
  // More threads need a worker from a blob's URL, which does not load.
  env.wasm.numThreads = 1;
  if (assets) env.wasm.wasmPaths = { ...assets };
  const session = await takeTurns(() =>
    InferenceSession.create(model, {
      executionProviders: ["webgpu"],
      graphOptimizationLevel: optimise ? "all" : "disabled",
      enableProfiling: profile,
    })
  ).catch((error) => {
    if (/Failed to get GPU adapter/.test(String(error))) {
      throw new Error("WebGPU finds no graphics adapter", { cause: error });
    }
    throw runtimeError("load the model on webgpu", error);
  });
  // The device that the runtime made for itself, so that no other is described.
  const { adapterInfo, features } = await env.webgpu.device as GpuDevice;
  const facts: DeviceFacts = {
    provider: "webgpu",
    runtime: `onnxruntime-web ${env.versions.web}`,
    adapter: adapterFacts(adapterInfo),
    features: [...features].sort(),
    precision: "float32",
  };
  return new OrtSession({ session, Tensor, facts, profile });
}
