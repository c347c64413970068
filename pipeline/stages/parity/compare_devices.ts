import { readJson } from "../../../data/read_json.ts";
import { writeJson } from "../../../data/write_json.ts";
import { openSession } from "../../../models/runtime/open_session.ts";
import { checkParity, type Outputs } from "../../../models/runtime/parity.ts";
import type { Session } from "../../../models/runtime/session.ts";
import type { OpenOptions } from "../../../models/runtime/session_options.ts";
import type { StageIO } from "../../engine/stage.ts";
import { checkFacts } from "../networks/check_facts.ts";
import { joinBatches } from "../networks/join_batches.ts";
import type { ModelCard } from "../networks/model_card.ts";
import { modelCardSchema } from "../networks/model_card_schema.ts";
import { runBatches } from "../networks/run_batches.ts";
import { sessionFiles } from "../networks/session_assets.ts";
import { TRUSTED_RUNTIME } from "../networks/trusted_runtime.ts";
import type { ParityParams } from "../parity.ts";
import { readIds } from "../shards/read_ids.ts";

/** Files of a shard. */
export interface ShardFiles {
  /** The path of `pixels.npy`. */
  readonly pixels: string;
  /** The path of `ids.json`. */
  readonly ids: string;
}

/** Some pictures of a shard, and the network that is to see them. */
interface Pictures {
  readonly card: ModelCard;
  readonly pixels: string;
  readonly images: readonly string[];
}

/**
 * Runs one device after the other over the first pictures of the first shard that has
 * some. Where there is no picture at all, there is nothing to compare, and nothing that
 * depends on the verdict.
 *
 * @throws {RangeError} If WebGPU disagrees beyond the tolerance, or another device
 * computes.
 */
export async function compareDevices(
  io: StageIO<ParityParams>,
  shards: readonly ShardFiles[],
): Promise<void> {
  const { tolerance, facts } = io.params;
  const pictures = await firstPictures(io, shards);
  const model = io.input("model");
  const expected = await compute(pictures, {
    model: io.optionalInput("reference") ?? model,
    open: { device: "wasm", assets: sessionFiles(io, TRUSTED_RUNTIME) },
  });
  io.progress(1, { total: 2, unit: "devices" });
  const actual = await compute(pictures, {
    model,
    open: { device: facts.provider, assets: sessionFiles(io) },
    check: (session) => checkFacts(session.facts, facts),
  });
  const disagreements = checkParity([expected, actual], {
    tolerance,
    device: facts.provider,
  });
  await writeJson(io.output("verdict"), { agrees: true, tolerance });
  await writeJson(io.output("parity"), {
    images: pictures.images,
    disagreements,
    device: facts,
  });
}

async function firstPictures(
  io: StageIO<ParityParams>,
  shards: readonly ShardFiles[],
): Promise<Pictures> {
  const card = await readJson(io.input("card"), modelCardSchema);
  for (const { pixels, ids } of shards) {
    const images = (await readIds(ids)).slice(0, io.params.images);
    if (images.length > 0) return { card, pixels, images };
  }
  return { card, pixels: "", images: [] };
}

async function compute(
  { card, pixels, images }: Pictures,
  { model, open, check = () => {} }: {
    readonly model: string;
    readonly open: OpenOptions;
    readonly check?: (session: Session) => void;
  },
): Promise<Outputs> {
  if (images.length === 0) return {};
  const session = await openSession(await Deno.readFile(model), open);
  check(session);
  const batches = await Array.fromAsync(runBatches(session, {
    pixels,
    feed: card,
    outputs: [
      card.logits,
      card.cam,
      ...(card.diagnoses === undefined ? [] : [card.diagnoses.output]),
    ],
    batch: images.length,
    most: images.length,
  }));
  await session.close();
  return joinBatches(batches);
}
