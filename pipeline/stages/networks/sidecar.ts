import type { NormalisationName } from "../../../data/image/normalisation.ts";
import type { DiagnosisHead } from "./diagnosis_head.ts";
import type { ResizeFilter } from "./resize_filter.ts";

/**
 * What a model's file cannot say in ONNX's own fields: `model.onnx.json` beside
 * `model.onnx`, or the model's metadata under the names `input.preprocess`,
 * `input.resize`, `input.size` (such as `300x400`) and `output.labels` (JSON).
 */
export interface Sidecar {
  /** How bytes become the network's input. */
  readonly preprocess?: NormalisationName | undefined;
  /** How pictures get its size. */
  readonly resize?: ResizeFilter | undefined;
  /** Height and width in pixels. */
  readonly size?: readonly [number, number] | undefined;
  /** The names of the classes, in the order of the scores. */
  readonly labels?: readonly string[] | undefined;
  /** The output that holds the scores, where there are several outputs. */
  readonly scores?: string | undefined;
  /** The scores of diagnoses, where those that are explained are of something else. */
  readonly diagnoses?: DiagnosisHead | undefined;
  /** The tensor whose maps are weighted. */
  readonly layer?: string | undefined;
  /** Where the model comes from, for people. */
  readonly provenance?: string | undefined;
}
