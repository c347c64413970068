import { type Probe, probeDevice } from "../../models/runtime/probe_device.ts";
import { missingVulkanPackages } from "../../models/runtime/vulkan_packages.ts";

/** What the check of the devices found. */
export interface DeviceCheck {
  /** What was checked. */
  readonly name: string;
  /** Whether a model can run at all; WebGPU is not needed for that. */
  readonly ok: boolean;
  /** What was found, without a period. */
  readonly detail: string;
}

/** How {@link checkDevice} finds out. */
export interface CheckDeviceOptions {
  /** Tries a device out. */
  readonly probe?: (device: "webgpu" | "wasm") => Promise<Probe>;
  /** Debian packages that are missing. */
  readonly missing?: () => Promise<string[]>;
}

/** Checks what can run models here, and says what a GPU lacks. */
export async function checkDevice(
  options: CheckDeviceOptions = {},
): Promise<DeviceCheck> {
  const { probe = probeDevice, missing = missingVulkanPackages } = options;
  const name = "device";
  const wasm = await probe("wasm");
  if (!wasm.works) {
    return {
      name,
      ok: false,
      detail:
        `WebAssembly does not run models (${wasm.reason}): reinstall the packages with deno install`,
    };
  }
  const webgpu = await probe("webgpu");
  const packages = await missing();
  const advice = packages.length > 0
    ? `; Debian brings what is missing with apt-get install ${
      packages.join(" ")
    }`
    : "";
  return {
    name,
    ok: true,
    detail: `${wasm.facts.runtime} in WebAssembly; ${
      webgpu.works ? describe(webgpu) : `no WebGPU (${webgpu.reason})`
    }${advice}`,
  };
}

function describe({ facts }: Probe & { works: true }): string {
  const { adapter, features = [] } = facts;
  if (adapter === undefined) return "WebGPU";
  const parts = [
    ["vendor", adapter.vendor],
    ["architecture", adapter.architecture],
    ["device", adapter.device],
    ["features", features.join(", ") || "none"],
  ].flatMap(([label, value]) => value ? [`${label} ${value}`] : []);
  return `WebGPU on ${adapter.description || "an adapter without a name"}, ${
    adapter.isSoftware ? "software, used only when asked for" : "hardware"
  } (${parts.join("; ")})`;
}
