import { join } from "node:path";
import type { StageIO } from "../engine/stage.ts";
import { MIRROR } from "./fetch.ts";
import { partName } from "./shards/part_name.ts";
import type { WeightsParams } from "./weights.ts";
import { assignFiles } from "./weights/assign_files.ts";
import { fromMirror } from "./weights/from_mirror.ts";
import { fromNetwork } from "./weights/from_network.ts";

/**
 * Fetches the weights of networks; see `weightsStage`.
 *
 * @throws {UnavailableError} If they are in neither the mirror nor reach.
 * @throws {SyntaxError} If an archive or a listing is damaged.
 * @throws {RangeError} If the files' names do not tell the networks and folds.
 * @throws {Error} If bytes are not the pinned ones.
 */
export async function run(io: StageIO<WeightsParams>): Promise<void> {
  const mirror = io.optionalInput(MIRROR);
  const fetched = mirror === undefined
    ? await fromNetwork(io)
    : await fromMirror(io, mirror);
  const assigned = assignFiles([...fetched.keys()], io.params);
  for (const [network, names] of assigned) {
    const folder = io.output(network);
    await Deno.mkdir(folder, { recursive: true });
    for (const [fold, name] of names.entries()) {
      await Deno.rename(fetched.get(name)!, join(folder, partName(fold, "pt")));
    }
    io.log(`The folds of ${network}, in order: ${names.join(", ")}`);
  }
}
