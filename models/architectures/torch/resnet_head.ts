import type { PlanWriter } from "../plan/plan_writer.ts";
import type { Head, HeadOptions } from "./trunk.ts";

/** Appends what ResNet has behind its blocks: the mean and a matrix. */
export function resnetHead(
  writer: PlanWriter,
  { features, classes }: HeadOptions,
): Head {
  const mean = writer.mean(features, { name: "global_pool" });
  const output = writer.dense(mean, {
    name: "fc",
    channels: classes,
    bias: true,
  });
  return { output, target: features };
}
