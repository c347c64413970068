import type { StdKind } from "../../metrics/mean_std.ts";
import { meanStd } from "../../metrics/mean_std.ts";
import type { FoldOutcome } from "./cross_validate.ts";

/** What is said of a learner, as the columns of the tables name it. */
export const MEASURES = ["recall", "f1", "accuracy"] as const;

/** One of {@link MEASURES}. */
export type Measure = (typeof MEASURES)[number];

/** A mean over folds, and how far folds are from it. */
export interface OverFolds {
  /** In [0, 1]. */
  readonly mean: number;
  /** The standard deviation; absent if it is undefined. */
  readonly std?: number;
}

/** Each measure over folds. */
export function overFolds(
  folds: readonly FoldOutcome[],
  options: { readonly std: StdKind },
): Record<Measure, OverFolds> {
  const over = (measure: Measure): OverFolds => {
    const values = folds.map(({ scores }) => scores[measure]);
    const { mean, std } = meanStd(values, options);
    return { mean: mean!, ...(std !== undefined && { std }) };
  };
  return {
    recall: over("recall"),
    f1: over("f1"),
    accuracy: over("accuracy"),
  };
}
