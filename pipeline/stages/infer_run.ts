import { isDeepStrictEqual } from "node:util";
import { NpyRowWriter } from "../../data/npy_row_writer.ts";
import { readJson } from "../../data/read_json.ts";
import { writeJson } from "../../data/write_json.ts";
import { openSession } from "../../models/runtime/open_session.ts";
import type { StageIO } from "../engine/stage.ts";
import type { InferParams } from "./infer.ts";
import { checkFacts } from "./networks/check_facts.ts";
import { floatsOf } from "./networks/floats_of.ts";
import type { InputFormat } from "./networks/input_format.ts";
import { inputFormatOf } from "./networks/input_format_of.ts";
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
  using files = new DisposableStack();
  const writer = async (port: string, row: number[]): Promise<NpyRowWriter> =>
    files.use(await NpyRowWriter.create(io.output(port), { type: "<f4", row }));
  const { logits, cam, diagnoses } = card;
  const writers = new Map([
    [logits, await writer("logits", [classes])],
    [cam, await writer("cam", [classes, height, width])],
  ]);
  if (diagnoses !== undefined) {
    const { output, labels } = diagnoses;
    writers.set(output, await writer("diagnoses", [labels.length]));
  }
  if (ids.length > 0) {
    const session = await openSession(await Deno.readFile(io.input("model")), {
      device: facts.provider,
      assets: sessionFiles(io),
    });
    checkFacts(session.facts, facts);
    const batches = runBatches(session, {
      pixels: io.input("pixels"),
      feed: card,
      outputs: [...writers.keys()],
      batch,
    });
    for await (const { start, count, outputs } of batches) {
      for (const [output, file] of writers) {
        await file.append(floatsOf(outputs[output]!));
      }
      io.progress(start + count, { total: ids.length, unit: "images" });
    }
    await session.close();
  }
  for (const file of writers.values()) await file.finish();
  const [rows] = Array.from(writers.values(), (file) => file.rows);
  if (rows !== ids.length) {
    throw new RangeError(
      `There are ${ids.length} ids, and ${rows} rows of scores and of maps came of their pixels: supply both files of one run of "preprocess"`,
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
  const found = await readJson(path, inputFormatSchema);
  const wanted = inputFormatOf(card);
  if (isDeepStrictEqual(found, wanted)) return;
  throw new RangeError(
    `${card.id} takes ${
      described(wanted)
    } where its architecture's pictures are ${
      described(found)
    }: give all runs of an architecture the same input`,
  );
}

function described({ size, resize, preprocess }: InputFormat): string {
  const before = preprocess === undefined ? "" : ` after "${preprocess}"`;
  return `${size.join(" x ")} pixels by ${resize}${before}`;
}
