import type { MapState } from "../../../models/maps/map_state.ts";
import type { Formula } from "../../../models/onnx/grad_cam/grad_cam_model.ts";
import type { Target } from "../../../models/onnx/grad_cam/rewriting.ts";
import type { DeviceFacts } from "../../../models/runtime/device_facts.ts";
import type { WebgpuCheck } from "./check_webgpu.ts";
import type { FileDigest } from "./model_file.ts";
import type { Preparation } from "./preparation.ts";
import type { Display } from "./request.ts";
import type { Unusable } from "./sample.ts";

/** A class that is explained. */
export interface ExplainedClass {
  /** Its place among the scores, from 0. */
  readonly index: number;
  /** Its name, if known. */
  readonly label?: string;
}

/** What is said of one image. */
export interface ExplainedImage {
  /** As in `ids.json`. */
  readonly id: string;
  /** The class with the highest score, the first of equals; null if a score is NaN. */
  readonly predicted: number | null;
  /** Only with `"top"`: the class that its one map explains. */
  readonly explained?: number;
  /** The state of each map, in the order of the classes. */
  readonly states: readonly MapState[];
  /** What was lost or ignored in reading it. */
  readonly remarks?: readonly string[];
}

/** What `summary.json` says of a run. It holds no times: equal runs give equal bytes. */
export interface Summary {
  /** The model's file, then those in which it keeps tensors. */
  readonly model: readonly FileDigest[];
  /** The model that yields the maps. */
  readonly rewritten: FileDigest & {
    /** Its output of maps. */
    readonly cam: string;
    /** Its output of scores. */
    readonly logits: string;
  };
  /** The tensor whose maps are weighted. */
  readonly layer: {
    readonly name: string;
    readonly channels: number;
    readonly height: number;
    readonly width: number;
    /** Layers that may be named instead, from first to last. */
    readonly candidates: readonly string[];
  };
  /** How weights are had. */
  readonly formula: Formula;
  /** What of a class is explained. */
  readonly target: Target;
  /** The classes that have maps; `"top"` if each image has its own one. */
  readonly classes: "top" | readonly ExplainedClass[];
  /** How pictures were prepared; null for an array, which was taken as it is. */
  readonly preparation: Preparation | null;
  /** What computed. */
  readonly device: DeviceFacts & {
    readonly because: string;
    /** Nodes that were replaced because the device computes them wrongly. */
    readonly replacedNodes: readonly string[];
  };
  /** Only on WebGPU; null before the first batch has run. */
  readonly webgpu?: WebgpuCheck | null;
  /** What pictures show; the arrays are signed and not normalised. */
  readonly display: Display;
  /** How many maps there are of each state. */
  readonly states: Readonly<Record<MapState, number>>;
  /** Why the run ended before all images were done; null if it did not. */
  readonly stopped: string | null;
  /** Images that could not be read. */
  readonly failed: readonly Unusable[];
  /** The images of the rows of `cam.npy`, in order. */
  readonly images: readonly ExplainedImage[];
}

/** A summary as JSON for people to read: one line an image. */
export function summaryJson(summary: Summary): string {
  const head = JSON.stringify({ ...summary, images: [] }, null, 2);
  if (summary.images.length === 0) return `${head}\n`;
  const lines = summary.images.map((image) => `    ${JSON.stringify(image)}`);
  // No text can hold this: its quotes would be escaped.
  const [before, after] = head.split('"images": []');
  return `${before}"images": [\n${lines.join(",\n")}\n  ]${after}\n`;
}
