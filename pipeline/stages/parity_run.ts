import type { StageIO } from "../engine/stage.ts";
import type { ParityParams } from "./parity.ts";
import { compareDevices } from "./parity/compare_devices.ts";

/**
 * Compares the devices on a picture set that is divided into shards.
 *
 * @throws {RangeError} If WebGPU disagrees beyond the tolerance, or another device
 * computes.
 */
export async function run(io: StageIO<ParityParams>): Promise<void> {
  const pixels = io.parts("pixels");
  const shards = io.parts("ids").map((ids, i) => ({ pixels: pixels[i]!, ids }));
  await compareDevices(io, shards);
}
