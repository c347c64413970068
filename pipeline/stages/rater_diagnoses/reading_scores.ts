import { macroRates } from "../../metrics/macro_rates.ts";
import { meanStd } from "../../metrics/mean_std.ts";
import { oneVsRest } from "../../metrics/one_vs_rest.ts";
import { diagnosisLabel } from "../evaluations/diagnosis_label.ts";
import type { Evaluation } from "../evaluations/evaluation.ts";
import { keepEvaluations } from "../evaluations/keep_evaluations.ts";
import type { ImageRow } from "../evaluations/read_images.ts";
import type { DiagnosisReading } from "../rater_diagnoses.ts";

/** How well one rater finds the gold diagnosis. */
export interface RaterScore {
  /** Whose evaluations these are. */
  readonly rater: string;
  /** How many count, at least 1. */
  readonly evaluations: number;
  /** Averaged over the diagnoses, in [0, 1]. */
  readonly macro_f1: number;
}

/** How well raters find the gold diagnosis by one reading. */
export interface ReadingScores extends DiagnosisReading {
  /** Averaged over raters, in [0, 1]; `null` without raters. */
  readonly macro_f1: number | null;
  /** Sorted by rater. */
  readonly raters: readonly RaterScore[];
}

/** Scores evaluations of images that have a gold diagnosis. */
export function readingScores(
  evaluations: readonly Evaluation[],
  { reading: { evaluations: rule, label }, images, diagnoses }: {
    readonly reading: DiagnosisReading;
    readonly images: ReadonlyMap<string, ImageRow>;
    readonly diagnoses: readonly string[];
  },
): ReadingScores {
  const kept = keepEvaluations(evaluations, { rule, images })
    .filter(({ image }) => images.has(image));
  const raters = [...Map.groupBy(kept, ({ rater }) => rater)]
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([rater, own]) => {
      const predicted = own.map((each) => diagnosisLabel(each, label));
      const reference = own.map(({ image }) => images.get(image)!.diagnosis);
      const { f1 } = macroRates(
        diagnoses.map((positive) =>
          oneVsRest<string | undefined>(predicted, { reference, positive })
        ),
      )!;
      return { rater, evaluations: own.length, macro_f1: f1 };
    });
  const scores = raters.map(({ macro_f1 }) => macro_f1);
  const { mean } = meanStd(scores, { std: "population" });
  return { evaluations: rule, label, macro_f1: mean ?? null, raters };
}
