import { meanStd, type StdKind } from "../../metrics/mean_std.ts";
import type { FoldsRule } from "./params.ts";
import type { Groups } from "./samples.ts";

/** One number, and what it came of. */
export interface Figure {
  /** In [0, 1]; `undefined` if no fold has one. */
  readonly value: number | undefined;
  /** The standard deviation over folds; `undefined` if they are judged together. */
  readonly std: number | undefined;
  /** By fold, or by rater. */
  readonly groups: readonly (number | undefined)[];
}

/**
 * One number of several folds. A fold without one, since nothing in it counts, is left
 * out of the mean.
 *
 * @param options.measure The number of some samples.
 */
export function overGroups<Sample>(
  groups: Groups<Sample>,
  { folds, std, measure }: {
    readonly folds: FoldsRule;
    readonly std: StdKind;
    readonly measure: (samples: readonly Sample[]) => number | undefined;
  },
): Figure {
  const each = groups.map(measure);
  if (folds === "pooled") {
    return { value: measure(groups.flat()), std: undefined, groups: each };
  }
  const known = each.filter((value) => value !== undefined);
  const { mean, std: spread } = meanStd(known, { std });
  return { value: mean, std: spread, groups: each };
}
