import type { Device } from "./device.ts";
import type { Probe } from "./probe_device.ts";

/**
 * Probes a device as `probeDevice` does. What that takes is loaded only now: whoever
 * merely may need a probe does not pay for it.
 */
export async function tryDevice(device: Device): Promise<Probe> {
  const { probeDevice } = await import("./probe_device.ts");
  return await probeDevice(device);
}
