import type { OpenOptions } from "./session_options.ts";
import type { Session } from "./session.ts";

/**
 * Opens a model in this process. Only the runtime of the chosen device is loaded.
 *
 * @param model An ONNX file; see `prepareModel` for what it must have gone through.
 * @throws {Error} If the device is not there, or the model does not load.
 */
export async function openSession(
  model: Uint8Array,
  { device, ...options }: OpenOptions,
): Promise<Session> {
  switch (device) {
    case "webgpu": {
      const { openWebgpuSession } = await import("./webgpu_session.ts");
      return await openWebgpuSession(model, options);
    }
    case "wasm": {
      const { openWasmSession } = await import("./wasm_session.ts");
      return await openWasmSession(model, options);
    }
    case "cpu": {
      const { openCpuSession } = await import("./cpu/cpu_session.ts");
      return await openCpuSession(model, options);
    }
  }
}
