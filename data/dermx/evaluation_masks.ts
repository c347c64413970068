import type { Evaluation } from "./evaluation.ts";
import { type Mask, union } from "./mask.ts";
import { rasterise } from "./rasterise.ts";

/**
 * One mask for each characteristic that an evaluation outlines: the union of all
 * its instances, by characteristic in code unit order.
 */
export function evaluationMasks(evaluation: Evaluation): Map<string, Mask> {
  const { width, height } = evaluation;
  const masks = new Map<string, Mask>();
  for (const { name, paths } of evaluation.annotations) {
    if (paths === undefined) continue;
    const instance = rasterise(paths, { width, height });
    const sofar = masks.get(name);
    masks.set(name, sofar === undefined ? instance : union(sofar, instance));
  }
  return new Map([...masks].sort(([a], [b]) => a < b ? -1 : 1));
}
