import type { Pair } from "../plan/layer.ts";
import type { NetworkPlan } from "../plan/network_plan.ts";
import { PlanWriter } from "../plan/plan_writer.ts";
import type { TrunkWriter } from "./trunk.ts";

/** What {@link dermxPlan} is told. */
export interface DermxPlanOptions {
  /** A label for people. */
  readonly name: string;
  /** Rows and columns of its pictures. */
  readonly size: Pair;
  /** The network up to its last feature maps. */
  readonly trunk: TrunkWriter;
}

/** Outputs of DermX, and the layers that they are. */
export const DERMX_OUTPUTS = { dx: "dx_clf", cx: "cx_clf.4" } as const;

/** Features of each head's first matrix. */
const HIDDEN = 64;
const DIAGNOSES = 6;
const CHARACTERISTICS = 10;

/**
 * DermX, the network of the framework paper, with the names of its authors' code: a
 * trunk, the mean of its features, and two heads of two matrices each. The head for
 * diagnoses reads, behind its own features, the scores of the characteristics as they
 * are, without a sigmoid. The target is the last convolution before its batch
 * normalisation.
 */
export function dermxPlan(
  { name, size, trunk }: DermxPlanOptions,
): NetworkPlan {
  const writer = new PlanWriter({ name: "image", shape: [3, ...size] });
  const { features, target } = trunk(writer, {
    input: "image",
    prefix: "backbone.",
  });
  const mean = writer.mean(features, { name: "pool" });
  const vector = writer.flatten(mean, {
    name: "features",
    order: "channels, rows, columns",
  });
  const hidden = (first: string, activation: string): string => {
    const x = writer.dense(vector, {
      name: first,
      channels: HIDDEN,
      bias: true,
    });
    return writer.activation(x, { name: activation, function: "relu" });
  };
  const forDiagnosis = hidden("dx_clf_prep.1", "dx_clf_prep.2");
  const scores = writer.dense(hidden("cx_clf.1", "cx_clf.2"), {
    name: DERMX_OUTPUTS.cx,
    channels: CHARACTERISTICS,
    bias: true,
  });
  const both = writer.combine("concatenation", {
    name: "dx_features",
    inputs: [forDiagnosis, scores],
  });
  const output = writer.dense(both, {
    name: DERMX_OUTPUTS.dx,
    channels: DIAGNOSES,
    bias: true,
  });
  return writer.plan({ name, output, target });
}
