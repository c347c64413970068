import { dirname } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { chooseDevice, type ChosenDevice } from "./choose_device.ts";
import type { Device } from "./device.ts";
import type { DeviceFacts } from "./device_facts.ts";
import { driverFiles } from "./driver_files.ts";
import { runtimeVersion, wasmFacts } from "./facts_of.ts";
import type { Probe } from "./probe_device.ts";
import { tryDevice } from "./try_device.ts";

/** The name under which a store keeps what a probe found. */
export const REMEMBERED_DEVICE = "device.json";

/** The version of that file. */
const FORMAT = 1;

/** A device, why it is the one, and what is known of it without opening a model. */
export interface KnownDevice extends ChosenDevice {
  /** Where models run. */
  readonly device: Exclude<Device, "cpu">;
  /** What sessions on it will state: with one thread, in WebAssembly. */
  readonly facts: DeviceFacts;
}

/** How {@link rememberedDevice} finds out. */
export interface RememberOptions {
  /** Where to keep what a probe found. */
  readonly file: string;
  /** Tries a device out. */
  readonly probe?: (device: Device) => Promise<Probe>;
  /** What the machine looks like; when it changes, devices are tried anew. */
  readonly circumstances?: () => Promise<unknown>;
}

/** What is kept of a probe. */
interface Memory {
  readonly format: number;
  readonly circumstances: unknown;
  readonly probe: Probe;
}

/**
 * Chooses as `chooseDevice` does, without trying a GPU out each time, which takes a
 * process and about a second.
 *
 * What a probe found counts until Deno, the runtime, the system, or a file by which
 * Vulkan's drivers are known on Linux changes. A GPU that is exchanged while its driver
 * stays is not seen: stages compare the facts with those of their session, and end
 * where they differ. A failed probe is remembered for `auto` alone; whoever asks for
 * `webgpu` has it tried again.
 *
 * @throws {Error} If WebGPU is asked for and does not work, with what is missing.
 */
export async function rememberedDevice(
  choice: "auto" | KnownDevice["device"],
  { file, probe = tryDevice, circumstances = observed }: RememberOptions,
): Promise<KnownDevice> {
  let gpu: DeviceFacts | undefined;
  const chosen = await chooseDevice(choice, {
    probe: async (device) => {
      const now = await circumstances();
      let found = await recall(file, now);
      if (found === undefined || (choice === "webgpu" && !found.works)) {
        found = await probe(device);
        await remember(file, {
          format: FORMAT,
          circumstances: now,
          probe: found,
        });
      }
      if (found.works) gpu = found.facts;
      return found;
    },
  });
  return chosen.device === "webgpu"
    ? { ...chosen, device: "webgpu", facts: gpu! }
    : { ...chosen, device: "wasm", facts: wasmFacts() };
}

/** What decides about the outcome of a probe and costs nothing to find out. */
async function observed(): Promise<unknown> {
  const { os, arch } = Deno.build;
  return {
    deno: Deno.version.deno,
    runtime: runtimeVersion(),
    system: `${arch}-${os}`,
    drivers: await driverFiles(),
  };
}

/** What was found under the same circumstances; a file that cannot be read says nothing. */
async function recall(
  file: string,
  circumstances: unknown,
): Promise<Probe | undefined> {
  let memory: Memory;
  try {
    memory = JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const isCurrent = memory?.format === FORMAT &&
    isDeepStrictEqual(memory.circumstances, circumstances);
  return isCurrent ? memory.probe : undefined;
}

/** Whoever reads at the same time sees the old file or the new one. */
async function remember(file: string, memory: Memory): Promise<void> {
  await Deno.mkdir(dirname(file), { recursive: true });
  const fresh = await Deno.makeTempFile({ dir: dirname(file) });
  await Deno.writeTextFile(fresh, `${JSON.stringify(memory, null, 2)}\n`);
  await Deno.rename(fresh, file);
}
