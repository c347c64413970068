import type { Device } from "../../../models/runtime/device.ts";

/** Where the networks of a study can run: what a stage's bundle can carry. */
export type StudyDevice = Exclude<Device, "cpu">;
