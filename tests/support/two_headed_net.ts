import type { Model } from "../../models/onnx/graph.ts";
import { GraphBuilder } from "../../models/onnx/model_builder.ts";
import type { DiagnosisHead } from "../../pipeline/stages/networks/diagnosis_head.ts";
import { smallNet, type SmallNetOptions } from "./small_net.ts";
import { floats } from "./tensors.ts";

/** What the second head of {@link twoHeadedNet} is said to be. */
export const DIAGNOSES: DiagnosisHead = {
  output: "dx",
  labels: ["Rosacea", "Eczema", "Lupus"],
};

/** Two weights of each score for those of the first head, and none for the rest. */
export const SECOND_HEAD: readonly number[] = [1, -2, 0.5, 0.25, 3, 1];

/**
 * {@link smallNet} with a second output, `dx`: three scores, each of two of the first
 * head's six scores.
 */
export function twoHeadedNet(
  options: SmallNetOptions & { readonly second?: readonly number[] } = {},
): Model {
  const model = smallNet(options);
  const builder = GraphBuilder.from(model.graph);
  const second = options.second ?? SECOND_HEAD;
  const matrix = new Float32Array(6 * 3);
  second.forEach((weight, i) => matrix[i * 3 + (i >> 1)] = weight);
  builder.op("MatMul", ["scores", builder.constant(floats([6, 3], matrix))], {
    outputs: [DIAGNOSES.output],
  });
  builder.output({
    name: DIAGNOSES.output,
    type: "float32",
    dims: [options.batch ?? "n", 3],
  });
  return { ...model, graph: builder.build() };
}
