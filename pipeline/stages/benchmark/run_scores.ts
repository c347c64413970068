import type { ExplanationMeasure } from "../../metrics/explanation_scores.ts";
import { meanStd } from "../../metrics/mean_std.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import { UNION } from "../masks/union.ts";
import type { EvaluationIndex } from "./evaluation_index.ts";
import { byMeasure } from "./by_measure.ts";
import { median } from "./median.ts";
import type { OutlineScores } from "./outline_scores.ts";
import type { Reading } from "./params.ts";

/** What {@link runScores} needs to know of the images. */
export interface RunScoreOptions {
  /** How the scores are read. */
  readonly reading: Reading;
  /** The images that count. */
  readonly images: ReadonlySet<string>;
  /** The diagnosis of each image. */
  readonly gold: ReadonlyMap<string, string>;
  /** Finds the evaluations whose outlines count. */
  readonly evaluations: EvaluationIndex;
}

/** A number that summarises outlines, and how many had none to give. */
export interface RunValue {
  /** `undefined` if no outline had a defined score. */
  readonly value: number | undefined;
  /** Outlines left out because their score is undefined, as pandas does. */
  readonly undefined: number;
}

/** One run's scores for one characteristic. */
export interface RunScores {
  /** Whose outlines count; each has one of this characteristic. */
  readonly evaluations: ReadonlySet<Evaluation>;
  /** The summary over the outlines. */
  readonly values: Readonly<Record<ExplanationMeasure, RunValue>>;
}

/**
 * One run's scores by characteristic, the union among them, read in one way.
 *
 * Only characteristics with an outline that counts are in it.
 */
export function runScores(
  outlines: readonly OutlineScores[],
  { reading, images, gold, evaluations }: RunScoreOptions,
): Map<string, RunScores> {
  const members = evaluations.in(reading.evaluations);
  const counted = outlines.filter(({ target, evaluation, characteristic }) => {
    const anyImage = characteristic === UNION && reading.union.images === "all";
    return target === reading.target && members.has(evaluation) &&
      (anyImage ? gold.has(evaluation.image) : images.has(evaluation.image));
  });
  const groups = Map.groupBy(counted, ({ characteristic }) => characteristic);
  return new Map(
    [...groups].map(([characteristic, own]) => {
      const byDiagnosis = characteristic === UNION &&
        reading.union.average === "diagnoses";
      const classes = byDiagnosis
        ? [
          ...Map.groupBy(own, ({ evaluation }) => gold.get(evaluation.image))
            .values(),
        ]
        : [own];
      return [characteristic, {
        evaluations: new Set(own.map(({ evaluation }) => evaluation)),
        values: byMeasure((measure) => summary(classes, { measure, reading })),
      }];
    }),
  );
}

/** The mean over groups of what summarises each group. */
function summary(
  groups: readonly (readonly OutlineScores[])[],
  { measure, reading: { average } }: {
    readonly measure: ExplanationMeasure;
    readonly reading: Reading;
  },
): RunValue {
  let missing = 0;
  const values = groups.flatMap((group) => {
    const defined = group.map(({ values }) => values[measure])
      .filter((value) => value !== undefined);
    missing += group.length - defined.length;
    const value = average === "mean" ? mean(defined) : median(defined);
    return value === undefined ? [] : [value];
  });
  return { value: mean(values), undefined: missing };
}

function mean(values: readonly number[]): number | undefined {
  return meanStd(values, { std: "population" }).mean;
}
