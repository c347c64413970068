import type { Device } from "./device.ts";

/** The two files that ONNX Runtime loads beside its code. */
export interface RuntimeFiles {
  /** The loader. */
  readonly mjs: URL;
  /** The code in WebAssembly. */
  readonly wasm: URL;
}

/**
 * Where the files lie that a session loads at run time, for code that is bundled apart
 * from its packages: it declares them as assets and passes them to `openSession`.
 *
 * They need not be there yet: bundling fetches the package.
 *
 * @param device One that runs in WebAssembly, WebGPU's session included.
 */
export function runtimeFiles(device: Exclude<Device, "cpu">): RuntimeFiles {
  const stem = device === "webgpu"
    ? "ort-wasm-simd-threaded.asyncify"
    : "ort-wasm-simd-threaded";
  const folder = distFolder();
  return {
    mjs: new URL(`${stem}.mjs`, folder),
    wasm: new URL(`${stem}.wasm`, folder),
  };
}

/**
 * The package's folder of built files. Its own map of names leads there, but before the
 * package is fetched a name is taken for a file right below its folder.
 */
function distFolder(): URL {
  const file = import.meta.resolve(
    "onnxruntime-web/ort-wasm-simd-threaded.wasm",
  );
  const folder = new URL(".", file);
  return folder.pathname.endsWith("/dist/") ? folder : new URL("dist/", folder);
}
