import type { Stage } from "../engine/stage.ts";

/** What a study says of a network of the framework paper. */
export interface BuildParams {
  /** What messages call the network, such as `DermX+`. */
  readonly network: string;
  /** The characteristics by the position of their scores. */
  readonly labels: readonly string[];
  /** The diagnoses by the position of theirs. */
  readonly diagnoses: readonly string[];
}

/**
 * Builds a network of the framework paper of the weights that its authors published,
 * one for each fold. They are read, and never executed.
 *
 * Input: `weights`, a state dict that `torch.save` wrote.
 *
 * Outputs: `model`, an ONNX file whose outputs are `dx`, N×6 scores of diagnoses, and
 * `cx`, N×10 scores of characteristics; `card`, a `Sidecar`, by which the latter are
 * explained; `input`, an `InputFormat`, for the stage that prepares pictures. Folds
 * need not stand on the same backbone: each says its own.
 */
export const build: Stage = {
  id: "build",
  revision: 1,
  entry: new URL("./build_run.ts", import.meta.url),
  inputs: { weights: {} },
  shardBy: ["weights"],
  outputs: {
    model: { file: "model.onnx" },
    card: { file: "card.json" },
    input: { file: "input.json" },
  },
  // Weights of 95 MB, those on ResNet-50, take 420 MiB; on EfficientNet-B2 200.
  resources: { cpu: 1, memoryMiB: 450 },
};
