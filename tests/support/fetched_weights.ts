import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { UnavailableError } from "../../pipeline/engine/errors.ts";
import {
  type WeightsParams,
  weightsStage,
} from "../../pipeline/stages/weights.ts";
import { run } from "../../pipeline/stages/weights_run.ts";
import { outputsOf } from "./outputs.ts";
import { MADE_UP_WEIGHTS } from "./published_weights.ts";
import { stageIO } from "./stage_io.ts";
import { withFolder } from "./temporary_folder.ts";

/** What the stage wrote, by `network/part`, and its log. */
export interface FetchedWeights {
  readonly parts: Readonly<Record<string, Uint8Array>>;
  readonly lines: readonly string[];
}

/** What {@link fetchWeights} finds beside the files of a mirror. */
export interface FetchWeightsOptions {
  /** Does something more to the mirror's folder. */
  readonly prepare?: (mirror: string) => Promise<void>;
}

/** Runs the stage, with a mirror of some files if they are given. */
export async function fetchWeights(
  params: WeightsParams,
  mirror?: Readonly<Record<string, Uint8Array>>,
  { prepare = () => Promise.resolve() }: FetchWeightsOptions = {},
): Promise<FetchedWeights> {
  return await withFolder(async (folder) => {
    for (const [name, bytes] of Object.entries(mirror ?? {})) {
      const path = join(folder, "mirror", name);
      await Deno.mkdir(dirname(path), { recursive: true });
      await Deno.writeFile(path, bytes);
    }
    await prepare(join(folder, "mirror"));
    const ids = params.networks.map(({ id }) => id);
    const io = stageIO(folder, {
      params,
      inputs: mirror === undefined ? {} : { mirror: `${folder}/mirror` },
      outputs: outputsOf(weightsStage(ids)),
    });
    await run(io);
    const parts: Record<string, Uint8Array> = {};
    for (const id of ids) {
      for await (const { name } of Deno.readDir(io.output(id))) {
        parts[`${id}/${name}`] = await Deno.readFile(join(io.output(id), name));
      }
    }
    return { parts, lines: io.lines };
  });
}

/** Asserts that every made-up file is where it should be, and the log says so. */
export function assertComplete({ parts, lines }: FetchedWeights): void {
  const expected = Object.fromEntries(
    ["dermx", "dermx_plus"].flatMap((id) =>
      Array.from({ length: 10 }, (_, fold) => [
        `${id}/0000${fold}.pt`,
        MADE_UP_WEIGHTS[`${id}_f${fold}.pt`],
      ])
    ),
  );
  assert.deepEqual(parts, expected);
  assert.match(
    lines.at(-2)!,
    /^The folds of dermx, in order: dermx_f0\.pt, dermx_f1\.pt, .*dermx_f9\.pt$/,
  );
}

/** Whether an error says that the weights are not to be had, how to supply them, and all this. */
export function isUnavailable(
  ...patterns: RegExp[]
): (error: Error) => boolean {
  return (error) => {
    assert.ok(error instanceof UnavailableError, error.stack ?? error.message);
    assert.equal(error.missing, "weights");
    for (const pattern of patterns) assert.match(error.message, pattern);
    assert.match(error.message, /https:\/\/github\.com\/toy\/toy at 0123/);
    assert.match(error.message, /for --mirror as "toy-0123\/model_weights"$/);
    return true;
  };
}
