import { isDeepStrictEqual } from "node:util";
import { NpyRowWriter } from "../../data/npy_row_writer.ts";
import { readJson } from "../../data/read_json.ts";
import { writeJson } from "../../data/write_json.ts";
import { openSession } from "../../models/runtime/open_session.ts";
import type { StageIO } from "../engine/stage.ts";
import type { InferParams } from "./infer.ts";
import { checkFacts } from "./networks/check_facts.ts";
import { floatsOf } from "./networks/floats_of.ts";
import { inputFormatSchema } from "./networks/input_format_schema.ts";
import type { ModelCard } from "./networks/model_card.ts";
import { modelCardSchema } from "./networks/model_card_schema.ts";
import { runBatches } from "./networks/run_batches.ts";
import { sessionFiles } from "./networks/session_assets.ts";
import { readIds } from "./shards/read_ids.ts";

/**
 * Runs the network batch by batch; rows go to the files as they come.
 *
 * @throws {RangeError} If pictures and network do not fit, or another device computes.
 */
export async function run(io: StageIO<InferParams>): Promise<void> {
  const { batch, facts } = io.params;
  const card = await readJson(io.input("card"), modelCardSchema);
  await checkFormat(io, card);
  const ids = await readIds(io.input("ids"));
  const [, height, width] = card.layerDims;
  const classes = card.labels.length;
  using logits = await NpyRowWriter.create(io.output("logits"), {
    type: "<f4",
    row: [classes],
  });
  using cam = await NpyRowWriter.create(io.output("cam"), {
    type: "<f4",
    row: [classes, height, width],
  });
  if (ids.length > 0) {
    const session = await openSession(await Deno.readFile(io.input("model")), {
      device: facts.provider,
      assets: sessionFiles(io),
    });
    checkFacts(session.facts, facts);
    const batches = runBatches(session, {
      pixels: io.input("pixels"),
      feed: card,
      outputs: [card.logits, card.cam],
      batch,
    });
    for await (const { start, count, outputs } of batches) {
      await logits.append(floatsOf(outputs[card.logits]!));
      await cam.append(floatsOf(outputs[card.cam]!));
      io.progress(start + count, { total: ids.length, unit: "images" });
    }
    await session.close();
  }
  await logits.finish();
  await cam.finish();
  if (logits.rows !== ids.length || cam.rows !== ids.length) {
    throw new RangeError(
      `There are ${ids.length} ids, and ${logits.rows} rows of scores and ${cam.rows} of maps came of their pixels: supply both files of one run of "preprocess"`,
    );
  }
  await writeJson(io.output("ids"), ids);
}

/** Runs of an architecture share pixels, though each says itself what it takes. */
async function checkFormat(
  io: StageIO<InferParams>,
  card: ModelCard,
): Promise<void> {
  const path = io.optionalInput("input");
  if (path === undefined) return;
  const { size, resize } = await readJson(path, inputFormatSchema);
  if (isDeepStrictEqual([size, resize], [card.size, card.resize])) return;
  throw new RangeError(
    `${card.id} takes ${
      card.size.join(" x ")
    } pixels by ${card.resize} where its architecture's pictures are ${
      size.join(" x ")
    } by ${resize}: give all runs of an architecture the same input`,
  );
}
