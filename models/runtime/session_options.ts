import type { Device } from "./device.ts";

/** The two files of a runtime in WebAssembly, as URLs or paths. */
export interface RuntimeAssets {
  /** The loader. */
  readonly mjs: string;
  /** The code. */
  readonly wasm: string;
}

/** How a model is opened, whatever the device. */
export interface SessionOptions {
  /**
   * Threads that share the work, 1 unless said; not on `webgpu`. Sums are taken in
   * another order with another number, so that last bits differ.
   */
  readonly threads?: number;
  /** Whether the runtime may rewrite the graph for speed; `true` unless said. */
  readonly optimise?: boolean;
  /** Whether the runtime prints what ran each node as the session closes. */
  readonly profile?: boolean;
  /**
   * Files to load the runtime from, for code that is bundled apart from its packages:
   * `ort-wasm-simd-threaded.{mjs,wasm}` for `wasm`, `ort-wasm-simd-threaded.asyncify.{mjs,wasm}`
   * for `webgpu`.
   */
  readonly assets?: RuntimeAssets;
}

/** How a model is opened, and where. */
export interface OpenOptions extends SessionOptions {
  /** Where the model runs. */
  readonly device: Device;
}
