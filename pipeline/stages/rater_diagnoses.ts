import type { Stage } from "../engine/stage.ts";
import type { LabelRule } from "./evaluations/diagnosis_label.ts";
import type { EvaluationScope } from "./evaluations/evaluation_scope.ts";
import type { KeepingRule } from "./evaluations/keep_evaluations.ts";

/** One way to settle what counts as a rater's diagnosis. */
export interface DiagnosisReading {
  /** The evaluations that count. */
  readonly evaluations: KeepingRule;
  /** Which of several diagnoses an evaluation counts as. */
  readonly label: LabelRule;
}

/** What {@link raterDiagnoses} scores, and how. */
export interface RaterDiagnosesParams extends DiagnosisReading {
  /** The raters and images; images without a gold diagnosis do not count. */
  readonly scope: EvaluationScope;
  /** The classes over which F1 is averaged. */
  readonly diagnoses: readonly string[];
  /** Other readings, for what hangs on the choice. */
  readonly variants: readonly DiagnosisReading[];
}

/**
 * How well dermatologists themselves find the gold diagnosis, in the measure by which
 * the framework paper judges networks: each rater's macro F1 over the diagnoses, then
 * the mean over raters. An evaluation that counts and names none of them is a miss.
 *
 * The paper defines neither this nor which evaluations it takes: the definition is ours.
 *
 * Inputs: `images`, `evaluations` and `selections` of `ingest`. Outputs: `framework`, a
 * results table with the number of `dermatologists` and their `diagnosis_f1`, named as
 * the paper's numbers are; `details`: an array of `ReadingScores`, the study's own reading first.
 */
export const raterDiagnoses: Stage = {
  id: "rater_diagnoses",
  revision: 1,
  entry: new URL("./rater_diagnoses_run.ts", import.meta.url),
  inputs: { images: {}, evaluations: {}, selections: {} },
  outputs: {
    framework: { file: "tables/framework.csv" },
    details: { file: "rater_diagnoses.json" },
  },
  resources: { cpu: 1, memoryMiB: 160 },
};
