import { join } from "node:path";
import { DEVICE_CHOICES } from "../../models/runtime/choose_device.ts";
import { wasmFacts } from "../../models/runtime/facts_of.ts";
import type { Study } from "../engine/study.ts";
import type { StudyDevices } from "../stages/networks/study_devices.ts";
import { EnvironmentError } from "./environment_error.ts";
import { tell } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";

/** Where networks may run in a study: a stage's bundle cannot carry native code. */
const CHOICES = ["auto", "webgpu", "wasm"] as const;

/** What {@link chooseStudyDevices} needs. */
export interface StudyDevicesOptions {
  /** What the user asked for; `auto` unless said. */
  readonly choice: string | undefined;
  /** The store's folder, where the outcome of a probe is kept. */
  readonly store: string;
  /** Makes the studies for some devices. */
  readonly studies: (devices: StudyDevices) => Study[];
}

/**
 * Makes studies for the device that was chosen. Where none of them runs a network, no
 * device is tried.
 *
 * @throws {UsageError} If there is no device of that name.
 * @throws {EnvironmentError} If the device that was asked for does not work.
 */
export async function chooseStudyDevices(
  { choice = "auto", store, studies }: StudyDevicesOptions,
): Promise<Study[]> {
  const asked = CHOICES.find((name) => name === choice);
  if (asked === undefined) {
    throw new UsageError(
      `Option "--device" takes ${
        CHOICES.map((name) => `"${name}"`).join(", ")
      }, not "${choice}"${
        DEVICE_CHOICES.some((name) => name === choice)
          ? `: studies run networks within a sandbox, which native code would leave`
          : ""
      }`,
    );
  }
  const wasm = wasmFacts();
  const inWasm = studies({ device: "wasm", facts: wasm, wasm });
  const isNumeric = inWasm.some(({ nodes }) =>
    nodes.some(({ stage }) => stage.numeric)
  );
  if (asked === "wasm" || !isNumeric) return inWasm;
  // Loaded where a GPU may be used only, as it costs start-up time.
  const { REMEMBERED_DEVICE, rememberedDevice } = await import(
    "../../models/runtime/remembered_device.ts"
  );
  const known = await rememberedDevice(asked, {
    file: join(store, REMEMBERED_DEVICE),
  }).catch((error) => {
    throw new EnvironmentError(error.message, { cause: error });
  });
  if (known.device === "wasm") return inWasm;
  tell(`Networks run on WebGPU: ${known.because}\n`);
  return studies({ device: known.device, facts: known.facts, wasm });
}
