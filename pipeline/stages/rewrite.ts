import type { Stage } from "../engine/stage.ts";
import type { StudyDevice } from "./networks/study_device.ts";

/** What a study says of a network. */
export interface RewriteParams {
  /** What messages call it, such as `resnet50-0`. */
  readonly id: string;
  /** Where it shall run. */
  readonly device: StudyDevice;
  /**
   * What the study takes the scores for that are explained, in their order: the
   * diagnoses, or where `diagnoses` are a second head, the characteristics.
   */
  readonly labels: readonly string[];
  /**
   * What the study takes the scores of a second head for, in their order; null where
   * it wants none.
   */
  readonly diagnoses: readonly string[] | null;
  /**
   * The tensor whose maps are weighted; null for what is said beside the model, or
   * the last one with rows and columns that every way to the scores passes.
   */
  readonly layer: string | null;
}

/**
 * Changes a network so that one run yields its scores and its Grad-CAM maps of all
 * classes (of the logits), and makes it ready for a device. A second head stays as it
 * is.
 *
 * Inputs: `model`, an ONNX file; `card`, what is said beside it (a `Sidecar`), which
 * counts before the model's metadata.
 *
 * Outputs: `model`, as a session opens it; `card`, a `ModelCard`; `input`, an
 * `InputFormat`, for the stage that prepares pictures.
 */
export const rewrite: Stage = {
  id: "rewrite",
  revision: 1,
  entry: new URL("./rewrite_run.ts", import.meta.url),
  inputs: { model: {}, card: { optional: true } },
  outputs: {
    model: { file: "model.cam.onnx" },
    card: { file: "card.json" },
    input: { file: "input.json" },
  },
  // A model of 100 MB takes this much.
  resources: { cpu: 1, memoryMiB: 600 },
};

/**
 * {@link rewrite} for a network that was fitted once for each fold: its inputs are
 * lists by fold, and so are its outputs. Where `inferStage` is to run it, the study
 * names its `diagnoses`.
 */
export const foldedRewrite: Stage = {
  ...rewrite,
  inputs: { model: {}, card: {} },
  shardBy: ["model", "card"],
};
