import type { Device } from "./device.ts";
import type { Probe } from "./probe_device.ts";
import { tryDevice } from "./try_device.ts";
import { missingVulkanPackages } from "./vulkan_packages.ts";

/** What a user may ask for. */
export const DEVICE_CHOICES = ["auto", "webgpu", "wasm", "cpu"] as const;

/** A device, or leave to choose one. */
export type DeviceChoice = typeof DEVICE_CHOICES[number];

/** A device and why it is the one. */
export interface ChosenDevice {
  /** Where models run. */
  readonly device: Device;
  /** A sentence for the user, without a period. */
  readonly because: string;
}

/** How {@link chooseDevice} finds out. */
export interface ChooseOptions {
  /** Tries a device out. */
  readonly probe?: (device: Device) => Promise<Probe>;
}

/**
 * Chooses where models run. `auto` takes WebGPU where hardware is behind it that
 * passes a probe, otherwise WebAssembly; an adapter in software is slower than
 * WebAssembly and only used when WebGPU is asked for.
 *
 * @throws {Error} If WebGPU is asked for and does not work, with what is missing.
 */
export async function chooseDevice(
  choice: DeviceChoice,
  { probe = tryDevice }: ChooseOptions = {},
): Promise<ChosenDevice> {
  if (choice === "wasm" || choice === "cpu") {
    return { device: choice, because: "it was asked for" };
  }
  const found = await probe("webgpu");
  if (!found.works && choice === "webgpu") {
    const packages = await missingVulkanPackages();
    throw new Error(
      `WebGPU does not work here (${found.reason}): ${
        packages.length > 0
          ? `install Debian's ${packages.join(" and ")}, or `
          : ""
      }run with --device wasm`,
    );
  }
  if (!found.works) {
    return {
      device: "wasm",
      because: `WebGPU does not work here (${found.reason})`,
    };
  }
  const { description = "", isSoftware = false } = found.facts.adapter ?? {};
  const name = description === "" ? "the adapter" : description;
  if (choice === "webgpu") {
    return {
      device: "webgpu",
      because: isSoftware
        ? `it was asked for, though ${name} is software: WebAssembly is faster`
        : `it was asked for, on ${name}`,
    };
  }
  return isSoftware
    ? {
      device: "wasm",
      because:
        `${name} is software: WebGPU on it is only used with --device webgpu`,
    }
    : { device: "webgpu", because: `${name} is hardware and passed a probe` };
}
