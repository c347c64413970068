import assert from "node:assert/strict";
import { chooseDevice } from "../../../models/runtime/choose_device.ts";
import type { Probe } from "../../../models/runtime/probe_device.ts";

function probe(description: string, isSoftware: boolean): Probe {
  const adapter = { vendor: "", architecture: "", device: "", description };
  return {
    works: true,
    facts: {
      provider: "webgpu",
      runtime: "onnxruntime-web 1.30.0",
      adapter: { ...adapter, isSoftware },
      precision: "float32",
    },
  };
}

const hardware = () => Promise.resolve(probe("Radeon", false));
const software = () => Promise.resolve(probe("llvmpipe", true));
const broken = (): Promise<Probe> =>
  Promise.resolve({ works: false, reason: "no adapter" });
const never = () => assert.fail("probed without need");

Deno.test("chooseDevice() takes what was asked for, and probes nothing for it", async () => {
  for (const device of ["wasm", "cpu"] as const) {
    const chosen = await chooseDevice(device, { probe: never });
    assert.equal(chosen.device, device);
  }
});

Deno.test("chooseDevice() takes hardware that passes the probe for auto", async () => {
  assert.deepEqual(await chooseDevice("auto", { probe: hardware }), {
    device: "webgpu",
    because: "Radeon is hardware and passed a probe",
  });
});

Deno.test("chooseDevice() takes software only where WebGPU is asked for, and says so", async () => {
  const auto = await chooseDevice("auto", { probe: software });
  assert.equal(auto.device, "wasm");
  assert.match(auto.because, /llvmpipe is software/);
  const asked = await chooseDevice("webgpu", { probe: software });
  assert.equal(asked.device, "webgpu");
  assert.match(asked.because, /llvmpipe is software/);
});

Deno.test("chooseDevice() falls back to WebAssembly for auto alone", async () => {
  assert.deepEqual(await chooseDevice("auto", { probe: broken }), {
    device: "wasm",
    because: "WebGPU does not work here (no adapter)",
  });
  await assert.rejects(
    chooseDevice("webgpu", { probe: broken }),
    /WebGPU does not work here \(no adapter\): .*run with --device wasm$/,
  );
});
