import type { StageIO } from "../engine/stage.ts";
import type { ParityParams } from "./parity.ts";
import { compareDevices } from "./parity/compare_devices.ts";

/**
 * Compares the devices on the pictures of one fold.
 *
 * @throws {RangeError} If WebGPU disagrees beyond the tolerance, or another device
 * computes.
 */
export async function run(io: StageIO<ParityParams>): Promise<void> {
  const fold = { pixels: io.input("pixels"), ids: io.input("ids") };
  await compareDevices(io, [fold]);
}
