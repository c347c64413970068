import type { DeviceFacts } from "./device_facts.ts";

/**
 * The runtime with its version, as sessions state it. It is told by the project's own
 * pin, so that the package need not be loaded, nor even be there yet.
 */
export function runtimeVersion(): string {
  const project = new URL("../../deno.json", import.meta.url);
  const { imports } = JSON.parse(Deno.readTextFileSync(project));
  const pin: string = imports["onnxruntime-web"];
  return `onnxruntime-web ${pin.slice(pin.lastIndexOf("@") + 1)}`;
}

/**
 * What computes in WebAssembly, as `openSession` would state it: with one number of
 * threads, the same on any machine.
 */
export function wasmFacts(threads = 1): DeviceFacts {
  return {
    provider: "wasm",
    runtime: runtimeVersion(),
    threads,
    precision: "float32",
  };
}
