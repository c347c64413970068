/**
 * Options for a test that needs WebGPU. It runs everywhere, and fails without an
 * adapter (see {@link adapterIsThere}), so that nobody takes an untried backend for
 * a tested one; only `DERMX_NO_WEBGPU=1` has it ignored, with a line that says so.
 */
export function needsWebgpu(): { ignore: boolean } {
  if (Deno.env.get("DERMX_NO_WEBGPU") !== "1") return { ignore: false };
  const line =
    "Skipped: WebGPU is not tested, because DERMX_NO_WEBGPU is set to 1\n";
  Deno.stderr.writeSync(new TextEncoder().encode(line));
  return { ignore: true };
}

/**
 * Checks that there is a graphics adapter, in software or not.
 *
 * @throws {Error} If there is none, with what to install.
 */
export async function adapterIsThere(): Promise<void> {
  // Mesa complains on stderr, at each request, where it is not set.
  if (!Deno.env.has("XDG_RUNTIME_DIR")) Deno.env.set("XDG_RUNTIME_DIR", "/tmp");
  if (await navigator.gpu.requestAdapter() !== null) return;
  throw new Error(
    "WebGPU has no adapter here: install Debian's libvulkan1 and mesa-vulkan-drivers, or set DERMX_NO_WEBGPU=1 to leave these tests out",
  );
}
