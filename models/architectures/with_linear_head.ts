import type { Model } from "../onnx/graph.ts";
import { GraphBuilder } from "../onnx/model_builder.ts";
import { quoted } from "../onnx/quoted.ts";
import { featureOutput } from "./feature_output.ts";

/** A matrix and a vector that make scores of features. */
export interface LinearHead {
  /** Classes × features in row-major order. */
  readonly weights: ArrayLike<number>;
  /** One a class. */
  readonly bias: ArrayLike<number>;
}

/**
 * Puts a linear layer behind a network's features: logits = weights · features + bias,
 * as one Gemm. The scores, `logits`, are then the model's only output.
 *
 * @param trunk A model without a head; see {@link featureOutput}.
 * @throws {TypeError} If it is none.
 * @throws {RangeError} If the head is made for another number of features.
 */
export function withLinearHead(trunk: Model, head: LinearHead): Model {
  const { graph } = trunk;
  const { name, batch, count } = featureOutput(trunk);
  const classes = head.bias.length;
  if (head.weights.length !== classes * count) {
    throw new RangeError(
      `Cannot put a head on the model ${
        quoted(graph.name)
      }: it has ${head.weights.length} weights, and ${classes} classes of ${count} features need ${
        classes * count
      }: fit it to the features of this model`,
    );
  }
  const builder = GraphBuilder.from({ ...graph, outputs: [] });
  const constant = (
    dims: readonly number[],
    values: ArrayLike<number>,
  ): string =>
    builder.constant(
      { type: "float32", dims, data: Float32Array.from(values) },
      "head",
    );
  const weights = constant([classes, count], head.weights);
  const bias = constant([classes], head.bias);
  builder.op("Gemm", [name, weights, bias], {
    attributes: { transB: 1n },
    name: "head",
    outputs: ["logits"],
  });
  builder.output({ name: "logits", type: "float32", dims: [batch, classes] });
  return { ...trunk, graph: builder.build() };
}
