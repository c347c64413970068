import type { DeviceFacts } from "../../../models/runtime/device_facts.ts";
import type { StudyDevice } from "./study_device.ts";

/** Where a study's networks run. */
export interface StudyDevices {
  /** The device that was chosen. */
  readonly device: StudyDevice;
  /** What computes there. */
  readonly facts: DeviceFacts;
  /** What computes in WebAssembly, which some stages use whatever was chosen. */
  readonly wasm: DeviceFacts;
}
