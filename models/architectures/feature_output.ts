import type { Dim, Model } from "../onnx/graph.ts";
import { quoted } from "../onnx/quoted.ts";

/** The output of a network that ends before its head. */
export interface FeatureOutput {
  /** The tensor's name. */
  readonly name: string;
  /** The extent of the batch; open in most models. */
  readonly batch: Dim;
  /** How many features a sample has. */
  readonly count: number;
}

/**
 * Finds the features of a network that has no head: its only output, float32, samples
 * by features.
 *
 * @throws {TypeError} If the model has other outputs than that, or their number is
 * open.
 */
export function featureOutput({ graph }: Model): FeatureOutput {
  const [output, ...others] = graph.outputs;
  const [batch, count, ...more] = output?.dims ?? [];
  if (
    output?.type !== "float32" || typeof count !== "number" ||
    more.length > 0 || others.length > 0
  ) {
    throw new TypeError(
      `Cannot take features from the model ${
        quoted(graph.name)
      }: its only output has to be float32, samples by features: supply a network without a head`,
    );
  }
  return { name: output.name, batch, count };
}
