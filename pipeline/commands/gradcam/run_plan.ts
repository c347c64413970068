import { basename } from "node:path";
import type { MapState } from "../../../models/maps/map_state.ts";
import type { BatchSize } from "./batch_size.ts";
import { checkWebgpu, type WebgpuCheck } from "./check_webgpu.ts";
import { explainSamples } from "./explain_samples.ts";
import { MapFiles } from "./map_files.ts";
import type { OpenedModel } from "./open_model.ts";
import { writeOverlays } from "./overlays.ts";
import type { Plan } from "./plan.ts";
import type { Progress } from "./progress.ts";
import type { Unusable } from "./sample.ts";
import type { ExplainedImage } from "./summary.ts";

/** What a run found, as far as it came. */
export interface Outcome {
  /** Those that have maps, in the order of the rows. */
  readonly images: readonly ExplainedImage[];
  /** Those that could not be read. */
  readonly failed: readonly Unusable[];
  /** How many maps there are of each state. */
  readonly states: Readonly<Record<MapState, number>>;
  /** Null before the first batch has run, and where WebGPU is not used. */
  readonly webgpu: WebgpuCheck | null;
  /** Why it ended early; null if it did not. */
  readonly stopped: string | null;
}

/** What {@link runPlan} works with. */
export interface RunOptions {
  /** The model on its device. */
  readonly opened: OpenedModel;
  /** The rewritten model as a file, before WebGPU's replacements. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many samples go into a run. */
  readonly batch: BatchSize;
  /** Is told of every image. */
  readonly progress: Progress;
  /** Tells whether the user has interrupted. */
  readonly signal: AbortSignal;
}

/**
 * Explains the samples and writes their rows and pictures as they come. An error in
 * between ends the run; what was done until then is complete in the files.
 */
export async function runPlan(
  plan: Plan,
  { opened, bytes, batch, progress, signal }: RunOptions,
): Promise<Outcome> {
  const { request, input, samples, explainer, labels } = plan;
  const { session, prepared } = opened;
  const { provider } = session.facts;
  const images: ExplainedImage[] = [];
  const failed: Unusable[] = [];
  const states = { ok: 0, empty: 0, negative: 0, constant: 0, nan: 0 };
  let webgpu: WebgpuCheck | null = null;
  let stopped: string | null = null;
  const found = explainSamples(samples, {
    session,
    explainer,
    input: input.name,
    batch,
    onFirst: async (feeds, outputs) => {
      if (provider !== "webgpu") return;
      webgpu = await checkWebgpu([feeds, outputs], {
        trusted: bytes,
        checked: prepared.bytes,
        outputs: [explainer.logits, explainer.cam],
      });
    },
  });
  const [, height, width] = explainer.layerDims;
  const count = explainer.classes === "top" ? 1 : explainer.classes.length;
  using files = await MapFiles.create(request.out, {
    classes: explainer.classCount,
    maps: [count, height, width],
  });
  try {
    for await (const item of found) {
      if ("reason" in item) {
        failed.push(item);
        progress.say(`failed: ${item.reason}`);
      } else {
        await files.append(item);
        images.push(item.image);
        for (const state of item.image.states) states[state]++;
        await writeOverlays(item, {
          explainer,
          labels,
          display: request.display,
          model: basename(request.model),
          out: request.out,
        });
      }
      progress.step();
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    stopped = signal.aborted
      ? "The user interrupted the run"
      : batch.size > 1 && !batch.fixed
      ? `${error.message}: the model may take one image at a time only, so try --batch 1`
      : error.message;
  }
  await files.finish();
  return { images, failed, states, webgpu, stopped };
}
