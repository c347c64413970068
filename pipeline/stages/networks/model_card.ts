import type { Formula } from "../../../models/onnx/grad_cam/grad_cam_model.ts";
import type { DiagnosisHead } from "./diagnosis_head.ts";
import type { NetworkFeed } from "./network_feed.ts";

/**
 * All that is to be known of a network that yields its Grad-CAM maps beside its
 * scores: `card.json` beside `model.cam.onnx`.
 */
export interface ModelCard extends NetworkFeed {
  /** The classes that are explained, by the position of their scores. */
  readonly labels: readonly string[];
  /** The output of the scores: N×K, float32. */
  readonly logits: string;
  /** A second head, which is not explained, where the study knows of one. */
  readonly diagnoses?: DiagnosisHead | undefined;
  /** The output of the maps: N×K×h×w, float32, signed. */
  readonly cam: string;
  /** The tensor whose maps are weighted. */
  readonly layer: string;
  /** Its channels, rows and columns. */
  readonly layerDims: readonly [number, number, number];
  /** How the weights of the channels are had. */
  readonly formula: Formula;
  /** Where the network comes from, for people. */
  readonly provenance?: string | undefined;
  /** Nodes that were replaced because the device computes them wrongly. */
  readonly rewritten: readonly string[];
  /** Nodes that the device's runtime leaves to the processor. */
  readonly onCpu: readonly string[];
}
