import { join } from "node:path";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { batchSize } from "./batch_size.ts";
import { digestOf } from "./model_file.ts";
import { type OpenedModel, openModel } from "./open_model.ts";
import { checkFolder, clearFolder, REWRITTEN } from "./out_folder.ts";
import { makePlan, type Plan } from "./plan.ts";
import { Progress } from "./progress.ts";
import type { Request } from "./request.ts";
import { type Outcome, runPlan } from "./run_plan.ts";
import type { Summary } from "./summary.ts";

/**
 * Does what `gradcam` is asked for, except that the summary is left to write.
 *
 * @param signal Ends the run; what was done is kept.
 * @throws {UsageError} If the request does not fit the model.
 * @throws {EnvironmentError} If something is missing, or the model cannot be explained.
 */
export async function explain(
  request: Request,
  signal: AbortSignal,
): Promise<Summary> {
  const plan = await makePlan(request);
  using samples = plan.samples;
  const { model } = plan.explainer;
  await checkFolder(request.out);
  const opened = await openModel(model, { plan, signal });
  const progress = new Progress(samples.count);
  try {
    const { session, prepared, because } = opened;
    const batch = batchSize(request.batch, {
      input: plan.input,
      device: session.facts.provider,
    });
    const bytes = session.facts.provider === "webgpu"
      ? writeModel(model)
      : prepared.bytes;
    await clearFolder(request.out);
    await Deno.writeFile(join(request.out, REWRITTEN), bytes);
    progress.say(`On ${session.facts.provider}: ${because}`);
    if (request.classes === undefined && plan.explainer.classes === "top") {
      progress.say(
        `Only the class with the highest score of each image is explained, as each of the ${plan.explainer.classCount} needs a backward pass: choose others with --classes`,
      );
    }
    const options = { opened, bytes, batch, progress, signal };
    const outcome = await runPlan(plan, options);
    return summarise(plan, { opened, bytes, outcome });
  } finally {
    progress.close();
    // A process that has died has nothing to close.
    await opened.session.close().catch(() => {});
  }
}

function summarise(
  { request, files, explainer, labels, preparation }: Plan,
  { opened, bytes, outcome }: {
    readonly opened: OpenedModel;
    readonly bytes: Uint8Array;
    readonly outcome: Outcome;
  },
): Summary {
  const { layerDims: [channels, height, width], classes } = explainer;
  const { webgpu, states, stopped, failed, images } = outcome;
  const { facts } = opened.session;
  return {
    model: files,
    rewritten: {
      ...digestOf(REWRITTEN, bytes),
      cam: explainer.cam,
      logits: explainer.logits,
    },
    layer: {
      name: explainer.layer,
      channels,
      height,
      width,
      candidates: explainer.candidates,
    },
    formula: explainer.formula,
    target: explainer.explains,
    classes: classes === "top" ? "top" : classes.map((index) => ({
      index,
      ...(labels && { label: labels[index]! }),
    })),
    preparation,
    device: {
      ...facts,
      because: opened.because,
      replacedNodes: opened.prepared.rewritten,
    },
    ...(facts.provider === "webgpu" && { webgpu }),
    display: request.display,
    states,
    stopped,
    failed,
    images,
  };
}
