import type { ExplanationMeasure } from "../../metrics/explanation_scores.ts";
import { meanStd, type StdKind } from "../../metrics/mean_std.ts";
import { byMeasure } from "./by_measure.ts";
import type { RunScores } from "./run_scores.ts";

/** A number over runs. */
export interface RunsValue {
  /** `undefined` if no run has a value. */
  readonly mean: number | undefined;
  /** `undefined` if too few runs have one. */
  readonly std: number | undefined;
  /** Runs that have one. */
  readonly n: number;
  /** Outlines left out for an undefined score, over all runs. */
  readonly undefined: number;
}

/** The scores for one characteristic over runs. */
export interface RunsScores {
  /** Different outlines; those of several runs count once. */
  readonly outlines: number;
  /** Different images that they lie on. */
  readonly images: number;
  /** Mean and spread of the runs' values. */
  readonly values: Readonly<Record<ExplanationMeasure, RunsValue>>;
}

/** Mean and standard deviation over runs of each run's summary, by characteristic. */
export function overRuns(
  runs: readonly ReadonlyMap<string, RunScores>[],
  options: { readonly std: StdKind },
): Map<string, RunsScores> {
  const names = new Set(runs.flatMap((run) => [...run.keys()]));
  return new Map(
    [...names].map((characteristic) => {
      const own = runs.flatMap((run) => run.get(characteristic) ?? []);
      const evaluations = new Set(
        own.flatMap(({ evaluations }) => [...evaluations]),
      );
      const images = new Set([...evaluations].map(({ image }) => image));
      return [characteristic, {
        outlines: evaluations.size,
        images: images.size,
        values: byMeasure((measure) => {
          const all = own.map(({ values }) => values[measure]);
          const defined = all.flatMap(({ value }) => value ?? []);
          return {
            ...meanStd(defined, options),
            n: defined.length,
            undefined: all.reduce((sum, one) => sum + one.undefined, 0),
          };
        }),
      }];
    }),
  );
}
