import type { TensorLike } from "../../../models/runtime/session.ts";
import type { Sample, SampleSource, Unusable } from "./sample.ts";

/** Samples that the model takes in one run. */
export interface Batch {
  /** At least one. */
  readonly samples: readonly Sample[];
  /** Their values; after the last sample's, that one's again where the batch is fixed. */
  readonly tensor: TensorLike;
}

/**
 * Gathers samples into batches; what cannot be used is passed on as it comes.
 *
 * @param options.size Samples a batch.
 * @param options.fixed Whether the model takes batches of this size only.
 */
export async function* batches(
  source: SampleSource,
  options: { readonly size: number; readonly fixed: boolean },
): AsyncGenerator<Batch | Unusable> {
  let samples: Sample[] = [];
  for await (const sample of source.samples()) {
    if ("reason" in sample) {
      yield sample;
      continue;
    }
    samples.push(sample);
    if (samples.length < options.size) continue;
    yield batch(samples, { dims: source.dims, count: options.size });
    samples = [];
  }
  if (samples.length > 0) {
    const count = options.fixed ? options.size : samples.length;
    yield batch(samples, { dims: source.dims, count });
  }
}

function batch(
  samples: readonly Sample[],
  { dims, count }: { dims: readonly number[]; count: number },
): Batch {
  const length = dims.reduce((size, extent) => size * extent, 1);
  const data = new Float32Array(count * length);
  for (let i = 0; i < count; i++) {
    const { values } = samples[Math.min(i, samples.length - 1)]!;
    data.set(values, i * length);
  }
  return { samples, tensor: { type: "float32", dims: [count, ...dims], data } };
}
