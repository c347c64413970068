import assert from "node:assert/strict";
import type { Probe } from "../../../models/runtime/probe_device.ts";
import { checkDevice } from "../../../pipeline/commands/doctor_device.ts";

const WASM: Probe = {
  works: true,
  facts: {
    provider: "wasm",
    runtime: "onnxruntime-web 1.30.0",
    threads: 1,
    precision: "float32",
  },
};
const GPU: Probe = {
  works: true,
  facts: {
    provider: "webgpu",
    runtime: "onnxruntime-web 1.30.0",
    adapter: {
      vendor: "65541",
      architecture: "",
      device: "0",
      description: "llvmpipe",
      isSoftware: true,
    },
    features: ["shader-f16", "timestamp-query"],
    precision: "float32",
  },
};
const BROKEN: Probe = { works: false, reason: "no adapter" };

function check(
  probes: { wasm: Probe; webgpu: Probe },
  packages: readonly string[] = [],
): ReturnType<typeof checkDevice> {
  return checkDevice({
    probe: (device) => Promise.resolve(probes[device]),
    missing: () => Promise.resolve([...packages]),
  });
}

Deno.test("checkDevice() describes the adapter, and that it is software", async () => {
  assert.deepEqual(await check({ wasm: WASM, webgpu: GPU }), {
    name: "device",
    ok: true,
    detail:
      "onnxruntime-web 1.30.0 in WebAssembly; WebGPU on llvmpipe, software, used only when asked for (vendor 65541; device 0; features shader-f16, timestamp-query)",
  });
});

Deno.test("checkDevice() says what is missing and which packages bring it", async () => {
  const packages = ["libvulkan1", "mesa-vulkan-drivers"];
  assert.deepEqual(await check({ wasm: WASM, webgpu: BROKEN }, packages), {
    name: "device",
    ok: true,
    detail:
      "onnxruntime-web 1.30.0 in WebAssembly; no WebGPU (no adapter); Debian brings what is missing with apt-get install libvulkan1 mesa-vulkan-drivers",
  });
});

Deno.test("checkDevice() fails where nothing can run a model", async () => {
  const found = await check({ wasm: BROKEN, webgpu: BROKEN });
  assert.equal(found.ok, false);
  assert.match(found.detail, /WebAssembly does not run models \(no adapter\)/);
});
