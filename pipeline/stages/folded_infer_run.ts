import { readJson } from "../../data/read_json.ts";
import type { StageIO } from "../engine/stage.ts";
import type { InferParams } from "./infer.ts";
import { run as infer } from "./infer_run.ts";
import { modelCardSchema } from "./networks/model_card_schema.ts";

/**
 * Runs the network of one fold, which has a second head.
 *
 * @throws {TypeError} If its card says of no second head.
 * @throws {RangeError} If pictures and network do not fit, or another device computes.
 */
export async function run(io: StageIO<InferParams>): Promise<void> {
  const { id, diagnoses } = await readJson(io.input("card"), modelCardSchema);
  if (diagnoses === undefined) {
    throw new TypeError(
      `Cannot infer diagnoses with "${id}": its card names no output that has their scores: name the "diagnoses" in the study's parameters of the stage "rewrite", and their "output" and "labels" beside the model`,
    );
  }
  await infer(io);
}
