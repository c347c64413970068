import { type MapState, mapState } from "../../../models/maps/map_state.ts";
import type { Session, TensorLike } from "../../../models/runtime/session.ts";
import { type Batch, batches } from "./batches.ts";
import type { SampleResult } from "./map_files.ts";
import type { Explainer } from "./rewrite_model.ts";
import type { Sample, SampleSource, Unusable } from "./sample.ts";
import type { ExplainedImage } from "./summary.ts";

/** A sample with its scores and its maps. */
export interface ExplainedSample extends SampleResult {
  /** What went in. */
  readonly sample: Sample;
  /** What the summary says of it. */
  readonly image: ExplainedImage;
}

/** What {@link explainSamples} works with. */
export interface ExplainOptions {
  /** The model, loaded. */
  readonly session: Session;
  /** What its outputs mean. */
  readonly explainer: Explainer;
  /** The model's input. */
  readonly input: string;
  /** Samples a run. */
  readonly batch: { readonly size: number; readonly fixed: boolean };
  /** Sees what the first run took and gave. */
  readonly onFirst: (feeds: Tensors, outputs: Tensors) => Promise<void>;
}

/** Tensors by name. */
export type Tensors = Readonly<Record<string, TensorLike>>;

/** Runs samples batch by batch; what cannot be used is passed on. */
export async function* explainSamples(
  source: SampleSource,
  options: ExplainOptions,
): AsyncGenerator<ExplainedSample | Unusable> {
  let isFirst = true;
  for await (const item of batches(source, options.batch)) {
    if ("reason" in item) {
      yield item;
      continue;
    }
    const feeds = { [options.input]: item.tensor };
    const outputs = await options.session.run(feeds);
    if (isFirst) await options.onFirst(feeds, outputs);
    isFirst = false;
    yield* results(item, { outputs, explainer: options.explainer });
  }
}

function* results(
  { samples }: Batch,
  { outputs, explainer }: { outputs: Tensors; explainer: Explainer },
): Generator<ExplainedSample> {
  const { classCount, layerDims: [, height, width], classes } = explainer;
  const count = classes === "top" ? 1 : classes.length;
  const places = height * width;
  const allLogits = floats(outputs, explainer.logits);
  const allMaps = floats(outputs, explainer.cam);
  for (const [row, sample] of samples.entries()) {
    const logits = allLogits.subarray(row * classCount, (row + 1) * classCount);
    const maps = allMaps.subarray(
      row * count * places,
      (row + 1) * count * places,
    );
    const states = Array.from(
      { length: count },
      (_, i): MapState => mapState(maps.subarray(i * places, (i + 1) * places)),
    );
    const explained = explainer.topClass === undefined
      ? {}
      : { explained: Number(outputs[explainer.topClass]?.data[row]) };
    const { id, remarks } = sample;
    yield {
      id,
      logits,
      maps,
      sample,
      image: {
        id,
        predicted: highest(logits),
        ...explained,
        states,
        ...(remarks.length > 0 && { remarks }),
      },
    };
  }
}

function floats(outputs: Tensors, name: string): Float32Array {
  const tensor = outputs[name];
  if (tensor?.type === "float32") return tensor.data;
  throw new TypeError(`The model yields no float32 "${name}"`);
}

function highest(scores: Float32Array): number | null {
  if (scores.some(Number.isNaN)) return null;
  return scores.reduce((best, score, i) => score > scores[best]! ? i : best, 0);
}
