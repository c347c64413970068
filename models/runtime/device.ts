/** Where a model can run: on a GPU, in WebAssembly, or in ONNX Runtime's native library. */
export const DEVICES = ["webgpu", "wasm", "cpu"] as const;

/** Where a model runs. */
export type Device = typeof DEVICES[number];
